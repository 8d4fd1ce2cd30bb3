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

/** Reads a sample of the inline values of a collection, spread over its keys. */
final class Samples {
  private static final int SLICES = 16;
  private static final int SLICE = 1024;
  private static final int MOST_BYTES = 8 << 20;

  private final Transactions transactions;
  private final String collection;
  private final DictionarySource dictionaries;

  Samples(Transactions transactions, String collection, DictionarySource dictionaries) {
    this.transactions = transactions;
    this.collection = collection;
    this.dictionaries = dictionaries;
  }

  /** Reads at most {@code SLICES * SLICE} raw values. Unreadable values are skipped. */
  List<byte[]> read() {
    long count = transactions.read(this::count);
    List<byte[]> values = new ArrayList<>();
    long bytes = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      long from = count * slice / SLICES;
      long to = Math.min(count * (slice + 1) / SLICES, from + SLICE);
      // Each slice may use its share of the bytes and the unused shares of earlier slices.
      long most = MOST_BYTES * (slice + 1L) / SLICES;
      for (byte[] frame : transactions.read(unit -> frames(unit, from, to - from))) {
        byte[] raw = rawOrNone(frame);
        if (raw.length > 0 && bytes + raw.length <= most) {
          values.add(raw);
          bytes += raw.length;
        }
      }
    }
    return values;
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

  private long count(UnitOfWork unit) throws SQLException {
    String sql = "select count(*)" + inline(unit.dialect());
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private List<byte[]> frames(UnitOfWork unit, long offset, long limit) throws SQLException {
    Dialect dialect = unit.dialect();
    String sql =
        "select frame"
            + inline(dialect)
            + " order by collection, "
            + dialect.keyOrder()
            + " offset ? rows fetch next ? rows only";
    List<byte[]> frames = new ArrayList<>();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      statement.setLong(2, offset);
      statement.setLong(3, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          frames.add(rows.getBytes(1));
        }
      }
    }
    return frames;
  }
}
