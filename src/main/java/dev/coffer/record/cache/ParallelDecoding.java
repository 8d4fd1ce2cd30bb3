package dev.coffer.record.cache;

import dev.coffer.api.CofferException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.StoredBytes;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.tx.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses the values of many rows on all cores, before the calling thread binds them to their
 * type. Binding stays on that thread, because the application's own deserializers may use its
 * state. Thread-safe.
 */
final class ParallelDecoding {

  private static final int BYTES_AT_ONCE = 4 << 20;

  private final ValueBytes values;
  private final Dictionaries dictionaries;

  ParallelDecoding(ValueBytes values, Dictionaries dictionaries) {
    this.values = values;
    this.dictionaries = dictionaries;
  }

  /**
   * The same rows with raw bytes, if distributing the work saves time. A row that cannot be decoded
   * stays as it is: its reader reports why.
   */
  List<RecordRow> decoded(Transactions transactions, String collection, List<RecordRow> rows) {
    if (!Cores.areUsedFor(rows.stream().mapToLong(RecordRow::size).sum())) {
      return rows;
    }
    DictionarySource known = known(transactions, collection, rows);
    List<Slot> slots = new ArrayList<>(rows.size());
    rows.forEach(row -> slots.add(new Slot(row)));
    Cores.forEach(slots, slot -> slot.row.size(), slot -> slot.decode(collection, known));
    return slots.stream().map(slot -> slot.row).toList();
  }

  /**
   * Gives each row to an action on the calling thread, in order and decoded like {@link #decoded}.
   * It holds the raw bytes of some rows at a time.
   */
  void forEach(
      Transactions transactions,
      String collection,
      List<RecordRow> rows,
      Consumer<RecordRow> action) {
    for (int from = 0; from < rows.size(); ) {
      int to = from + 1;
      for (long bytes = rows.get(from).size();
          to < rows.size() && bytes + rows.get(to).size() <= BYTES_AT_ONCE;
          to++) {
        bytes += rows.get(to).size();
      }
      decoded(transactions, collection, rows.subList(from, to)).forEach(action);
      from = to;
    }
  }

  /** The dictionaries of these rows, loaded on the calling thread, whose transaction they need. */
  private DictionarySource known(
      Transactions transactions, String collection, List<RecordRow> rows) {
    DictionarySource all = dictionaries.of(transactions, collection);
    Map<String, Dictionary> loaded = new HashMap<>();
    for (RecordRow row : rows) {
      String id = row.bytes().dictionary();
      if (id != null && !loaded.containsKey(id)) {
        Dictionary dictionary = loadedOrNull(all, id);
        if (dictionary != null) {
          loaded.put(id, dictionary);
        }
      }
    }
    return (id, codec) -> {
      Dictionary dictionary = loaded.get(id);
      return dictionary == null ? DictionarySource.NONE.get(id, codec) : dictionary;
    };
  }

  private static @Nullable Dictionary loadedOrNull(DictionarySource all, String id) {
    try {
      return all.get(id, "any");
    } catch (CofferException e) {
      return null;
    }
  }

  private final class Slot {
    private RecordRow row;

    Slot(RecordRow row) {
      this.row = row;
    }

    void decode(String collection, DictionarySource known) {
      // Other forms are raw already, or may need the database, which only the caller may use.
      if (row.bytes() instanceof StoredBytes.Framed) {
        try {
          row = values.opened(collection, row, known);
        } catch (CofferException e) {
          // The reader of the row decodes it again.
        }
      }
    }
  }
}
