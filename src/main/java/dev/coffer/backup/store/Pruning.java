package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what no snapshot needs, in two phases. Used by one thread.
 *
 * <p>The first run marks packs without needed blobs. Of packs that are mostly garbage it copies the
 * needed blobs into new packs, and marks the old ones. A later run, after the grace, deletes marked
 * packs that still nothing needs, and removes the marks of the others. At each moment every needed
 * blob is in a pack, so an interruption does no harm.
 *
 * <p>A backup that began before a mark may rely on the marked pack, and ends within the grace: then
 * its snapshot is seen before the deletion. A backup that begins after the mark does not rely on
 * the pack.
 */
final class Pruning {
  /** A pack is rewritten if less than this share of its bytes is needed. */
  private static final double LEAST_LIVE_SHARE = 0.5;

  /** More index files than this are combined. */
  private static final int MOST_INDEXES = 16;

  private static final Logger log = LoggerFactory.getLogger(Pruning.class);

  private final RepositoryFiles files;
  private final IndexFiles indexes;
  private final Marks marks;
  private final Set<BlobId> used;
  private final Duration grace;
  private final Instant now;
  private final boolean dryRun;

  private final long start = System.nanoTime();
  private final Map<String, Marks.Mark> marked = new HashMap<>();
  private long marking;
  private long rewritten;
  private long deleted;
  private long freed;

  Pruning(
      RepositoryFiles files,
      IndexFiles indexes,
      Marks marks,
      Set<BlobId> used,
      Duration grace,
      Instant now,
      boolean dryRun) {
    this.files = files;
    this.indexes = indexes;
    this.marks = marks;
    this.used = used;
    this.grace = grace;
    this.now = now;
    this.dryRun = dryRun;
  }

  /**
   * Runs.
   *
   * @param packs the packs that exist
   * @param blobs the blobs, for copies of those that are needed
   */
  BackupRepository.Pruned run(List<Pack> packs, BlobStore blobs) {
    readMarks();
    Set<BlobId> kept = new HashSet<>();
    packs.stream()
        .filter(each -> !marked.containsKey(each.path()))
        .forEach(each -> each.entries().forEach(entry -> kept.add(entry.id())));
    List<Pack> toMark = new ArrayList<>();
    for (Pack each : packs) {
      Marks.Mark mark = marked.get(each.path());
      if (mark == null) {
        judge(each, blobs, toMark);
      } else if (needsOnly(each, kept)) {
        unmark(mark);
        each.entries().forEach(entry -> kept.add(entry.id()));
      } else if (mark.isOlderThan(grace, now)) {
        delete(each, mark);
      }
    }
    if (!dryRun) {
      // The copies get their names before the packs that they replace get marks.
      blobs.flush();
      toMark.forEach(each -> marks.add(FileKind.PACK, each.name(), time()));
      tidyIndexes();
      deleteOldTemporaryFiles();
    }
    return new BackupRepository.Pruned(marking, rewritten, deleted, freed);
  }

  /**
   * A backup that begins before a mark is there may rely on the pack, so the time is that of now.
   */
  private Instant time() {
    return now.plusNanos(System.nanoTime() - start);
  }

  /** Reads the marks. One that is damaged, or whose file is gone, is removed: it only delays. */
  private void readMarks() {
    for (Marks.Mark each : marks.all()) {
      String path = each.path();
      if (path != null && files.exists(path)) {
        marked.put(path, each);
      } else {
        unmark(each);
      }
    }
  }

  private void judge(Pack pack, BlobStore blobs, List<Pack> toMark) {
    long live = 0;
    List<BlobId> needed = new ArrayList<>();
    for (Pack.Entry each : pack.entries()) {
      if (used.contains(each.id())) {
        live += each.length();
        needed.add(each.id());
      }
    }
    if (live >= LEAST_LIVE_SHARE * pack.size()) {
      return;
    }
    // A small pack without garbage would be rewritten at each run.
    if (needed.size() == pack.entries().size()) {
      return;
    }
    if (!dryRun && !copied(pack, needed, blobs)) {
      return;
    }
    marking++;
    toMark.add(pack);
    if (!needed.isEmpty()) {
      rewritten++;
    }
  }

  private static boolean copied(Pack pack, List<BlobId> needed, BlobStore blobs) {
    try {
      needed.forEach(each -> blobs.add(each, blobs.read(each)));
      return true;
    } catch (DamagedRepositoryException e) {
      log.warn("The pack {} stays, because a needed blob in it is damaged.", pack.name(), e);
      return false;
    }
  }

  /** Whether a snapshot needs a blob of this pack that no unmarked pack has. */
  private boolean needsOnly(Pack pack, Set<BlobId> kept) {
    return pack.entries().stream()
        .anyMatch(each -> used.contains(each.id()) && !kept.contains(each.id()));
  }

  private void unmark(Marks.Mark mark) {
    if (!dryRun) {
      marks.remove(mark);
    }
  }

  private void delete(Pack pack, Marks.Mark mark) {
    // Another pruning may have removed the mark since, because a new snapshot needs the pack.
    if (!marks.isUnchanged(mark)) {
      return;
    }
    deleted++;
    freed += pack.size();
    if (!dryRun) {
      files.delete(pack.path());
      marks.remove(mark);
    }
  }

  /**
   * Combines many index files. The old ones are marked too: a reader may have listed them. So are
   * damaged ones, whose packs have got another index file.
   */
  private void tidyIndexes() {
    Map<String, List<Pack>> current = new HashMap<>();
    for (String name : indexes.names()) {
      Marks.@Nullable Mark mark = marked.get(FileKind.INDEX.path(name));
      if (mark == null) {
        readIndex(name, current);
      } else if (mark.isOlderThan(grace, now)) {
        files.delete(FileKind.INDEX.path(name));
        marks.remove(mark);
      }
    }
    if (current.size() <= MOST_INDEXES) {
      return;
    }
    Map<String, Pack> packs = new HashMap<>();
    for (List<Pack> each : current.values()) {
      each.stream()
          .filter(pack -> files.exists(pack.path()))
          .forEach(pack -> packs.put(pack.name(), pack));
    }
    var unused = indexes.write(List.copyOf(packs.values()));
    current.keySet().forEach(each -> marks.add(FileKind.INDEX, each, time()));
  }

  private void readIndex(String name, Map<String, List<Pack>> current) {
    try {
      current.put(name, indexes.read(name));
    } catch (DamagedRepositoryException e) {
      if (files.exists(FileKind.INDEX.path(name))) {
        marks.add(FileKind.INDEX, name, time());
      }
    }
  }

  /** Writers that were killed leave them. */
  private void deleteOldTemporaryFiles() {
    for (String each : files.temporary()) {
      try {
        Instant written = Instant.ofEpochMilli(files.modifiedMillis(each));
        if (written.plus(grace).isBefore(now)) {
          files.delete(each);
        }
      } catch (DamagedRepositoryException e) {
        log.debug("The writer has just renamed its temporary file {}.", each, e);
      }
    }
  }
}
