package dev.coffer.maintenance.run;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.frame.Frames;
import dev.coffer.content.ContentStore;
import dev.coffer.dialect.Dialect;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.maintenance.VerificationProgress;
import dev.coffer.maintenance.VerificationReport;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies all stored data: it decodes every record, and reads every content completely and
 * compares its hash. It reads rows in pages, so its memory use is bounded, and takes no locks. Rows
 * that are inserted or deleted during the run may or may not be checked. An instance is for one
 * run.
 */
public final class Verification {

  private static final int PAGE = 500;

  private final Transactions transactions;
  private final Function<String, ContentStore> contentsOfDomain;
  private final Dictionaries dictionaries;
  private final VerificationProgress progress;
  private final List<String> damaged = new ArrayList<>();
  private long recordsChecked;
  private long contentsChecked;
  private long bytesChecked;
  private long total;

  /**
   * Creates a verification.
   *
   * @param contentsOfDomain returns the content store of a domain
   * @param dictionaries the dictionaries of the records
   */
  public Verification(
      Transactions transactions,
      Function<String, ContentStore> contentsOfDomain,
      Dictionaries dictionaries,
      VerificationProgress progress) {
    this.transactions = transactions;
    this.contentsOfDomain = contentsOfDomain;
    this.dictionaries = dictionaries;
    this.progress = progress;
  }

  /** Checks all data. Damage is reported, not thrown. */
  public VerificationReport run() {
    total = transactions.read(unit -> count(unit, "coffer_record") + count(unit, "coffer_content"));
    for (String collection : transactions.read(RecordFrames::collections)) {
      checkRecords(collection);
    }
    checkContents();
    return new VerificationReport(recordsChecked, contentsChecked, bytesChecked, damaged);
  }

  private void checkRecords(String collection) {
    String after = null;
    List<RecordFrame> page;
    do {
      String last = after;
      page = transactions.read(unit -> records(unit, collection, last));
      for (RecordFrame row : page) {
        check(row);
        after = row.key();
      }
      progress.checked(recordsChecked + contentsChecked, total);
    } while (page.size() == PAGE);
  }

  private void check(RecordFrame row) {
    recordsChecked++;
    String record = "record '" + row.key() + "' of collection '" + row.collection() + "'";
    byte[] frame = row.frame();
    if (frame == null) {
      // The content's bytes are checked with the contents; this checks only the reference.
      row.problem().ifPresent(problem -> damaged.add(record + ": " + problem));
      return;
    }
    try {
      int length = Frames.decode(frame, dictionaries.of(transactions, row.collection())).length;
      bytesChecked += length;
      if (length != row.size()) {
        damaged.add(record + ": the size of its frame differs from the size in the record");
      }
    } catch (DamagedFrameException | CodecUnavailableException e) {
      damaged.add(record + ": " + e.getMessage());
    }
  }

  private void checkContents() {
    long after = Long.MIN_VALUE;
    List<ContentRow> page;
    do {
      long last = after;
      page = transactions.read(unit -> contents(unit, last));
      for (ContentRow row : page) {
        check(row);
        after = row.id();
        progress.checked(recordsChecked + contentsChecked, total);
      }
    } while (page.size() == PAGE);
  }

  private void check(ContentRow row) {
    contentsChecked++;
    String content = "content with id " + row.id();
    try {
      ContentHash hash = ContentHash.ofRow(row.id(), row.algorithm(), row.digest());
      contentsOfDomain.apply(row.domain()).verify(hash);
      bytesChecked += row.size();
    } catch (ContentNotFoundException e) {
      if (transactions.read(unit -> exists(unit, row.id()))) {
        damaged.add(content + ": it is not found by its hash: " + e.getMessage());
      } else {
        // The content was deleted after the page was read, so it is not damaged.
        contentsChecked--;
      }
    } catch (DamagedContentException e) {
      damaged.add(content + ", " + e.hash() + ": " + e.getMessage());
    } catch (DatabaseUnavailableException | TransientCofferException e) {
      // The failure does not concern this content, and no more rows can be read.
      throw e;
    } catch (IllegalArgumentException | CofferException e) {
      damaged.add(content + ": " + e.getMessage());
    }
  }

  private static boolean exists(UnitOfWork unit, long id) throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement("select 1 from coffer_content where id = ?")) {
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static long count(UnitOfWork unit, String table) throws SQLException {
    try (PreparedStatement statement =
            unit.connection().prepareStatement("select count(*) from " + table);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static List<RecordFrame> records(
      UnitOfWork unit, String collection, @Nullable String after) throws SQLException {
    Dialect dialect = unit.dialect();
    String beyond =
        after == null ? "" : " and r." + dialect.keyOrder() + " > " + dialect.keyOrderPlaceholder();
    String sql =
        "select r.record_key, r.size, r.frame, c.size, r.content_id, rc.content_id"
            + " from coffer_record r left join coffer_content c on c.id = r.content_id"
            + " left join coffer_record_content rc"
            + " on rc.collection = r.collection and rc.record_key = r.record_key"
            + " where r.collection = ?"
            + beyond
            + " order by r."
            + dialect.keyOrder()
            + " fetch first "
            + PAGE
            + " rows only";
    List<RecordFrame> page = new ArrayList<>();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      if (after != null) {
        statement.setString(2, after);
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

  private static List<ContentRow> contents(UnitOfWork unit, long after) throws SQLException {
    List<ContentRow> page = new ArrayList<>();
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                "select id, domain, algorithm, digest, size from coffer_content where id > ?"
                    + " order by id fetch first "
                    + PAGE
                    + " rows only")) {
      statement.setLong(1, after);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(
              new ContentRow(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getInt(3),
                  rows.getBytes(4),
                  rows.getLong(5)));
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

  @SuppressWarnings("ArrayRecordComponent")
  private record ContentRow(long id, String domain, int algorithm, byte[] digest, long size) {}
}
