package dev.coffer.dictionary;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.Frames;
import dev.coffer.dialect.Dialect;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads samples of the inline values of a collection, each of another record. */
final class Samples {
  private static final int SLICES = 32;
  private static final int SLICE = 1024;

  /** The maximum number of bytes: the more samples, the more they have in common. */
  static final long MOST_BYTES = Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 16);

  /** The number of records at each end of the keys. */
  private static final int AT_AN_END = 512;

  private final Transactions transactions;
  private final String collection;
  private final DictionarySource dictionaries;

  Samples(Transactions transactions, String collection, DictionarySource dictionaries) {
    this.transactions = transactions;
    this.collection = collection;
    this.dictionaries = dictionaries;
  }

  /** The number of inline values of a collection, and the sum of their raw sizes in bytes. */
  private record Extent(long count, long bytes) {

    /**
     * The number of rows to read for a slice of this many bytes: a quarter more than have them on
     * average, because values of a slice may be smaller.
     */
    long rowsFor(long most) {
      return 1 + (long) (1.25 * most * count / Math.max(1, bytes));
    }
  }

  /** A slice of the records: their frames in the order of the keys. */
  private record Slice(List<byte[]> frames, @Nullable String last) {}

  /**
   * Reads at most {@code SLICES * SLICE} raw values, spread over the keys. Unreadable values are
   * skipped. Each slice begins behind the keys of the one before, so no record is read twice, even
   * if others write records meanwhile.
   *
   * @param mostBytes the maximum number of bytes of all values
   */
  List<byte[]> spread(long mostBytes) {
    Extent extent = transactions.read(this::extent);
    long count = extent.count;
    long rows = Math.min(SLICE, extent.rowsFor(mostBytes / SLICES));
    List<byte[]> values = new ArrayList<>();
    long bytes = 0;
    long position = 0;
    String after = null;
    for (int slice = 0; slice < SLICES; slice++) {
      long from = count * slice / SLICES;
      long to = Math.min(count * (slice + 1) / SLICES, from + rows);
      long skipped = Math.max(0, from - position);
      String start = after;
      Slice read = transactions.read(unit -> slice(unit, start, skipped, to - from, false));
      position = from + read.frames.size();
      after = read.last == null ? after : read.last;
      // Each slice may use its share of the bytes and the unused shares of earlier slices.
      long most = mostBytes * (slice + 1L) / SLICES;
      for (byte[] frame : read.frames) {
        byte[] raw = rawOrNone(frame);
        if (raw.length > 0 && bytes + raw.length <= most) {
          values.add(raw);
          bytes += raw.length;
        }
      }
    }
    return values;
  }

  /**
   * Reads the raw values with the first and the last keys. Unlike {@link #spread}, it costs the
   * same for every number of records.
   */
  List<byte[]> ends() {
    List<byte[]> frames = new ArrayList<>();
    frames.addAll(transactions.read(unit -> slice(unit, null, 0, AT_AN_END, false)).frames);
    frames.addAll(transactions.read(unit -> slice(unit, null, 0, AT_AN_END, true)).frames);
    return frames.stream().map(this::rawOrNone).filter(raw -> raw.length > 0).toList();
  }

  /**
   * Whether the inline values of the collection have at least this weight; see {@link
   * SampleWeight}.
   */
  boolean weighAtLeast(int least) {
    return transactions.read(
        unit -> {
          Extent some =
              extent(
                  unit,
                  "select count(*), coalesce(sum(size), 0) from (select size"
                      + inline(unit.dialect())
                      + " fetch first "
                      + least
                      + " rows only) some_records");
          return SampleWeight.of(some.count, some.bytes) >= least;
        });
  }

  private byte[] rawOrNone(byte[] frame) {
    try {
      return Frames.decode(frame, dictionaries);
    } catch (DamagedFrameException | CodecUnavailableException e) {
      return new byte[0];
    }
  }

  private static String inline(Dialect dialect) {
    return " from coffer_record where collection = ? and frame is not null"
        + " and "
        + dialect.alive("");
  }

  private Extent extent(UnitOfWork unit) throws SQLException {
    return extent(unit, "select count(*), coalesce(sum(size), 0)" + inline(unit.dialect()));
  }

  private Extent extent(UnitOfWork unit, String sql) throws SQLException {
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new Extent(rows.getLong(1), rows.getLong(2));
      }
    }
  }

  /**
   * Reads a slice.
   *
   * @param after the key behind which it begins; null for the first key
   * @param backwards whether to read from the last key on
   */
  private Slice slice(
      UnitOfWork unit, @Nullable String after, long skipped, long limit, boolean backwards)
      throws SQLException {
    Dialect dialect = unit.dialect();
    String descending = backwards ? " desc" : "";
    String sql =
        "select record_key, frame"
            + inline(dialect)
            + (after == null ? "" : " and record_key > ?")
            + " order by collection"
            + descending
            + ", record_key"
            + descending
            + " offset ? rows fetch next ? rows only";
    List<byte[]> frames = new ArrayList<>();
    String last = null;
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      int index = 1;
      statement.setString(index++, collection);
      if (after != null) {
        statement.setString(index++, after);
      }
      statement.setLong(index++, skipped);
      statement.setLong(index, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          last = rows.getString(1);
          frames.add(rows.getBytes(2));
        }
      }
    }
    return new Slice(frames, last);
  }
}
