package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packs of a repository as its files list them. Immutable.
 *
 * @param listed the packs that an index file lists
 * @param unlisted the packs that no readable index file lists; they list their blobs themselves
 * @param absent packs of index files that do not exist: they were pruned, or are lost
 * @param unreadable the packs whose blobs are unknown, by their names
 */
record PackCatalog(
    List<Pack> listed,
    List<Pack> unlisted,
    List<Pack> absent,
    Map<String, DamagedRepositoryException> unreadable) {
  private static final Logger log = LoggerFactory.getLogger(PackCatalog.class);

  PackCatalog {
    listed = List.copyOf(listed);
    unlisted = List.copyOf(unlisted);
    absent = List.copyOf(absent);
    unreadable = Map.copyOf(unreadable);
  }

  /** Reads the lists. A damaged index file counts as absent. */
  static PackCatalog read(RepositoryFiles files, IndexFiles indexes, PackReader reader) {
    Set<String> present = new HashSet<>(files.names(FileKind.PACK));
    Map<String, Pack> listed = new HashMap<>();
    for (String name : indexes.names()) {
      try {
        indexes.read(name).forEach(each -> listed.putIfAbsent(each.name(), each));
      } catch (DamagedRepositoryException e) {
        log.warn("An index file cannot be read, so its packs are read instead.", e);
      }
    }
    List<Pack> unlisted = new ArrayList<>();
    Map<String, DamagedRepositoryException> unreadable = new HashMap<>();
    for (String name : present.stream().filter(each -> !listed.containsKey(each)).toList()) {
      try {
        unlisted.add(reader.list(name));
      } catch (DamagedRepositoryException e) {
        if (files.exists(FileKind.PACK.path(name))) {
          log.warn("A pack cannot be read, so its blobs count as missing.", e);
          unreadable.put(name, e);
        }
      }
    }
    return new PackCatalog(
        listed.values().stream().filter(each -> present.contains(each.name())).toList(),
        unlisted,
        listed.values().stream().filter(each -> !present.contains(each.name())).toList(),
        unreadable);
  }

  /** The packs whose blobs can be read. */
  List<Pack> packs() {
    List<Pack> all = new ArrayList<>(listed);
    all.addAll(unlisted);
    return all;
  }

  /** The error for a blob that no pack has, with the file that probably had it. */
  DamagedRepositoryException missing(BlobId id) {
    for (Pack each : absent) {
      if (each.entries().stream().anyMatch(entry -> entry.id().equals(id))) {
        return new DamagedRepositoryException(
            each.path(), "it is missing, and no other pack has the blob " + id + '.');
      }
    }
    return unreadable.entrySet().stream()
        .findFirst()
        .map(
            each ->
                new DamagedRepositoryException(
                    FileKind.PACK.path(each.getKey()),
                    "its blobs are unknown, and no other pack has the blob " + id + '.',
                    each.getValue()))
        .orElseGet(
            () ->
                new DamagedRepositoryException(
                    FileKind.PACK.directory(), "no pack has the blob " + id + '.'));
  }
}
