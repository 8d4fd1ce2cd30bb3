package dev.coffer.record.write;

import dev.coffer.codec.Dictionary;
import dev.coffer.codec.FrameWriter;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the frames that stand in records: with the dictionary of their collection, and uncompressed
 * while its values gain nothing by it. Thread-safe.
 */
final class InlineFrameEncoders {
  /** Beyond so many collections every value is tried. */
  private static final int COLLECTIONS = 1000;

  private final FrameWriter writer;
  private final Dictionaries dictionaries;
  private final Map<String, CompressionHistory> histories = new ConcurrentHashMap<>();

  InlineFrameEncoders(FrameWriter writer, Dictionaries dictionaries) {
    this.writer = writer;
    this.dictionaries = dictionaries;
  }

  /** Those of one collection, as they are to be made now. */
  Encoder of(UnitOfWork unit, String collection) throws SQLException {
    CompressionHistory known = histories.get(collection);
    if (known == null) {
      known = new CompressionHistory();
      if (histories.size() < COLLECTIONS) {
        CompressionHistory raced = histories.putIfAbsent(collection, known);
        known = raced == null ? known : raced;
      }
    }
    return new Encoder(writer, dictionaries.inForce(unit, collection), known);
  }

  /**
   * How frames of one collection are made at a moment.
   *
   * @param dictionary what they are made with; null for nothing
   */
  record Encoder(FrameWriter writer, @Nullable Dictionary dictionary, CompressionHistory history) {

    /** The name of the codec by which a frame of these was made. */
    String codecOf(byte[] frame) {
      return writer.codecOf(frame);
    }

    byte[] encode(byte[] raw) {
      if (!history.isWorthTrying(raw.length)) {
        return writer.keep(raw);
      }
      byte[] frame = writer.encode(raw, dictionary);
      history.tried(raw.length, frame.length);
      return frame;
    }
  }
}
