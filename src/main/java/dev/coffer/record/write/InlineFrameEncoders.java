package dev.coffer.record.write;

import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.codec.frame.Frames;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of inline frames. They use the dictionary of the collection, and do not compress
 * while the collection's values gain nothing from it. Thread-safe.
 */
final class InlineFrameEncoders {
  /**
   * The number of collections with a history. Every value of any further collection is compressed.
   */
  private static final int COLLECTIONS = 1000;

  private final FrameWriter writer;
  private final Dictionaries dictionaries;
  private final Map<String, CompressionHistory> histories = new ConcurrentHashMap<>();

  InlineFrameEncoders(FrameWriter writer, Dictionaries dictionaries) {
    this.writer = writer;
    this.dictionaries = dictionaries;
  }

  /**
   * The encoder of one collection for the frames that a unit of work writes. Its dictionary is
   * claimed until the transaction of the unit ends.
   */
  Encoder of(UnitOfWork unit, String collection) throws SQLException {
    return new Encoder(writer, dictionaries.claim(unit, collection), history(collection));
  }

  /** The same for a statement that claims the dictionary itself. */
  Encoder unclaimed(UnitOfWork unit, String collection) throws SQLException {
    return new Encoder(writer, dictionaries.inForce(unit, collection), history(collection));
  }

  private CompressionHistory history(String collection) {
    CompressionHistory known = histories.get(collection);
    if (known == null) {
      known = new CompressionHistory();
      if (histories.size() < COLLECTIONS) {
        CompressionHistory raced = histories.putIfAbsent(collection, known);
        known = raced == null ? known : raced;
      }
    }
    return known;
  }

  /**
   * The encoder of frames of one collection at a moment.
   *
   * @param dictionary the compression dictionary; null for none
   */
  record Encoder(FrameWriter writer, @Nullable Dictionary dictionary, CompressionHistory history) {

    /** The name of the codec of a frame that this encoder made. */
    String codecOf(byte[] frame) {
      return writer.codecOf(frame);
    }

    /** Whether a frame needs no dictionary, or that of this encoder. */
    boolean allows(byte[] frame) {
      String needed = Frames.dictionary(frame);
      return needed == null || (dictionary != null && needed.equals(dictionary.id()));
    }

    byte[] encode(byte[] raw) {
      if (!history.isWorthTrying(raw.length)) {
        return writer.keep(raw);
      }
      byte[] frame = writer.encode(raw, dictionary);
      history.recordResult(raw.length, frame.length);
      return frame;
    }
  }
}
