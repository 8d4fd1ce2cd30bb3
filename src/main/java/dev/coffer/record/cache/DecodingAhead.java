package dev.coffer.record.cache;

import dev.coffer.api.CofferException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.Payload;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.StoredBytes;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A view of rows that are read in order, by one thread. Other cores decompress the next rows while
 * that thread binds a row to its type. The reader never waits for them: it gets a row that is not
 * decompressed yet as it is. Binding stays on the reading thread, because the application's own
 * deserializers may use its state.
 *
 * <p>Few rows are decompressed beyond those that are read, so a caller who gives up early costs
 * little, and the raw bytes of a large page are never all in memory.
 */
final class DecodingAhead extends AbstractList<RecordRow> implements RandomAccess {

  /** The number of raw bytes of a window: while one is read, the next is decompressed. */
  private static final long WINDOW = 256 << 10;

  /** The smallest number of raw bytes for which another core is woken up. */
  private static final long LEAST = 24 << 10;

  private final List<RecordRow> rows;
  private final DictionarySource loaded;
  private final AtomicReferenceArray<byte[]> decoded;

  /** The end of the window that is being decompressed, or was last. */
  private int end;

  /** The row at which the next window begins to be decompressed. */
  private int trigger;

  /** The row that the reader was last given. */
  private volatile int reached = -1;

  private DecodingAhead(List<RecordRow> rows, DictionarySource loaded) {
    this.rows = rows;
    this.loaded = loaded;
    this.decoded = new AtomicReferenceArray<>(rows.size());
  }

  /**
   * The rows, of which some are decoded when they are read.
   *
   * @param loaded the dictionaries in memory; it is used by other threads
   */
  static List<RecordRow> of(List<RecordRow> rows, DictionarySource loaded) {
    if (!Cores.areSeveral() || rows.size() < 2) {
      return rows;
    }
    DecodingAhead view = new DecodingAhead(rows, loaded);
    view.decodeNext();
    return view;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public RecordRow get(int index) {
    if (index >= trigger && end < rows.size()) {
      decodeNext();
    }
    reached = index;
    byte[] raw = decoded.getAndSet(index, null);
    RecordRow row = rows.get(index);
    return raw == null ? row : row.with(new StoredBytes.Whole(raw));
  }

  private void decodeNext() {
    int from = end;
    long bytes = 0;
    while (end < rows.size() && (end == from || bytes + rows.get(end).size() <= WINDOW)) {
      bytes += rows.get(end++).size();
    }
    trigger = from;
    if (bytes >= LEAST) {
      AtomicInteger next = new AtomicInteger(from);
      int to = end;
      Cores.aside(bytes, () -> decode(next, to));
    }
  }

  private void decode(AtomicInteger next, int to) {
    for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
      if (i > reached && !decode(i)) {
        return;
      }
    }
  }

  /** Decodes a row; false if that is impossible. The reader of the row then finds out why. */
  private boolean decode(int index) {
    RecordRow row = rows.get(index);
    Payload payload = row.bytes().payload();
    if (payload == null) {
      return true;
    }
    try {
      byte[] raw = payload.raw(loaded);
      if (raw.length == row.size()) {
        decoded.set(index, raw);
      }
      return true;
    } catch (CofferException e) {
      return false;
    }
  }
}
