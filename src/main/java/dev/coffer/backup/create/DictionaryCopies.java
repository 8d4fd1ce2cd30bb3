package dev.coffer.backup.create;

import dev.coffer.api.DictionaryUnavailableException;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BlobKind;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.view.Rows;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dictionaries of a view, copied into the repository. Used by one thread. */
final class DictionaryCopies {
  private final List<Manifest.DictionaryEntry> entries = new ArrayList<>();
  private final Map<String, Map<String, Dictionary>> byCollection = new HashMap<>();

  private DictionaryCopies() {}

  static DictionaryCopies copy(UnitOfWork unit, BlobStore store) throws SQLException {
    DictionaryCopies copies = new DictionaryCopies();
    try (PreparedStatement query =
            unit.connection()
                .prepareStatement(
                    "select d.collection, d.dictionary_id, d.domain, d.created_at, d.retired_at,"
                        + " d.dictionary, c.window_bytes, c.shared_by, c.gain"
                        + " from coffer_dictionary d left join coffer_common_dictionary c"
                        + " on c.collection = d.collection and c.dictionary_id = d.dictionary_id"
                        + " and c.domain = d.domain"
                        + " order by d.collection, d.dictionary_id, d.domain");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        byte[] bytes = row.getBytes(6);
        copies.entries.add(
            new Manifest.DictionaryEntry(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Rows.requiredTime(row, 4),
                Rows.time(row, 5),
                store.add(BlobKind.DICTIONARY, bytes),
                common(row)));
        copies
            .byCollection
            .computeIfAbsent(row.getString(1), name -> new HashMap<>())
            .put(row.getString(2), Dictionary.of(bytes));
      }
    }
    return copies;
  }

  private static Manifest.@Nullable CommonMark common(ResultSet row) throws SQLException {
    int window = row.getInt(7);
    return row.wasNull() ? null : new Manifest.CommonMark(window, row.getInt(8), row.getInt(9));
  }

  /** Whether the dictionary of a collection is part of the snapshot. */
  boolean has(String collection, String id) {
    return entries.stream()
        .anyMatch(each -> each.collection().equals(collection) && each.id().equals(id));
  }

  /** Adds a dictionary of an earlier snapshot, which a range of that snapshot needs. */
  void add(Manifest.DictionaryEntry earlier) {
    entries.add(earlier);
  }

  List<Manifest.DictionaryEntry> entries() {
    return entries;
  }

  /** The dictionaries of a collection. */
  Used of(String collection) {
    return new Used(byCollection.getOrDefault(collection, Map.of()));
  }

  /** The dictionaries of a collection, and which of them frames have needed. */
  static final class Used implements DictionarySource {
    private final Map<String, Dictionary> known;
    private final Set<String> used = new HashSet<>();

    private Used(Map<String, Dictionary> known) {
      this.known = known;
    }

    @Override
    public Dictionary get(String id, String codec) {
      Dictionary dictionary = known.get(id);
      if (dictionary == null) {
        throw new DictionaryUnavailableException(
            codec, id, null, "The database has no dictionary " + id + ".");
      }
      used.add(id);
      return dictionary;
    }

    /** The ids that were needed since the last call, sorted. */
    List<String> takeUsed() {
      List<String> ids = used.stream().sorted().toList();
      used.clear();
      return ids;
    }
  }
}
