package dev.coffer.maintenance.run;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.Frames;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The check of the stored form of records: it decodes frames and compares sizes and references. It
 * reads pages in the order of keys, without locks. Thread-safe.
 */
public final class RecordCheck {

  /** The maximum number of records in a page. */
  public static final int PAGE = 500;

  private final Transactions transactions;
  private final Dictionaries dictionaries;

  public RecordCheck(Transactions transactions, Dictionaries dictionaries) {
    this.transactions = transactions;
    this.dictionaries = dictionaries;
  }

  /** The collections that have records. */
  public List<String> collections() {
    return transactions.read(RecordFrames::collections);
  }

  /** Checks the next records of a collection; null before the first. */
  public List<Checked> page(String collection, @Nullable String after) {
    return transactions.read(unit -> records(unit, collection, after, Condition.AFTER)).stream()
        .map(this::checkAgain)
        .toList();
  }

  /** Checks one record; empty if it does not exist. */
  public Optional<Checked> one(String collection, String key) {
    return transactions.read(unit -> records(unit, collection, key, Condition.IS)).stream()
        .map(this::check)
        .findFirst();
  }

  /**
   * Checks a row. A row with an unreadable frame is read again: the frame may have been replaced,
   * and its dictionary deleted, since the row was read.
   */
  private Checked checkAgain(RecordFrame row) {
    byte[] frame = row.frame();
    Checked checked = check(row);
    return checked.problem() == null || frame == null
        ? checked
        : one(row.collection(), row.key()).orElse(new Checked(row.key(), checked.name(), null, 0));
  }

  private Checked check(RecordFrame row) {
    String name = "record '" + row.key() + "' of collection '" + row.collection() + "'";
    byte[] frame = row.frame();
    if (frame == null) {
      // The content's bytes are checked with the contents; this checks only the reference.
      return new Checked(row.key(), name, row.problem().orElse(null), 0);
    }
    try {
      int length = Frames.decode(frame, dictionaries.of(transactions, row.collection())).length;
      String problem =
          length == row.size() ? null : "the size of its frame differs from the size in the record";
      return new Checked(row.key(), name, problem, length);
    } catch (DamagedFrameException | CodecUnavailableException e) {
      return new Checked(row.key(), name, e.getMessage(), 0);
    }
  }

  private enum Condition {
    AFTER,
    IS
  }

  private static List<RecordFrame> records(
      UnitOfWork unit, String collection, @Nullable String key, Condition condition)
      throws SQLException {
    String beyond =
        key == null
            ? ""
            : condition == Condition.IS ? " and r.record_key = ?" : " and r.record_key > ?";
    String sql =
        "select r.record_key, r.size, r.frame, c.size, r.content_id, rc.content_id"
            + " from coffer_record r left join coffer_content c on c.id = r.content_id"
            + " left join coffer_record_content rc"
            + " on rc.collection = r.collection and rc.record_key = r.record_key"
            + " where r.collection = ?"
            + beyond
            + " order by r.collection, r.record_key fetch first "
            + PAGE
            + " rows only";
    List<RecordFrame> page = new ArrayList<>();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      if (key != null) {
        statement.setString(2, key);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(
              new RecordFrame(
                  collection,
                  rows.getString(1),
                  rows.getLong(2),
                  rows.getBytes(3),
                  number(rows, 4),
                  number(rows, 5),
                  number(rows, 6)));
        }
      }
    }
    return page;
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  // The rows never leave this class and are never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record RecordFrame(
      String collection,
      String key,
      long size,
      byte @Nullable [] frame,
      @Nullable Long contentSize,
      @Nullable Long contentId,
      @Nullable Long referredId) {

    /** The problem of a record whose value is a content; empty if there is none. */
    Optional<String> problem() {
      if (contentId == null) {
        return Optional.of("it has neither a frame nor a content");
      }
      if (contentSize == null) {
        return Optional.of("its content with id " + contentId + " is missing");
      }
      if (contentSize != size) {
        return Optional.of("the size of its content differs from the size in the record");
      }
      return contentId.equals(referredId)
          ? Optional.empty()
          : Optional.of(
              "its row of coffer_record_content, which keeps its content with id "
                  + contentId
                  + ", is missing or refers to another content");
    }
  }
}
