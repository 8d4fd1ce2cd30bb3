package dev.coffer.maintenance;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.codec.Frames;
import dev.coffer.content.ContentStore;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.schema.Database;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that is stored and checks it: decodes every record, reads every content whole
 * and compares its hash. Rows are read in pages, so memory stays bounded and nothing is locked;
 * rows that come or go meanwhile may or may not be checked. One instance does one verification.
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
   * A verification that has not begun.
   *
   * @param contentsOfDomain gives the content store of a domain
   * @param dictionaries those that records were compressed with
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

  /** Checks everything; damage is reported, not thrown. */
  public VerificationReport run() {
    total = transactions.read(unit -> count(unit, "coffer_record") + count(unit, "coffer_content"));
    for (String collection : transactions.read(Verification::collections)) {
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
      // The bytes are a content, checked among the contents; here only that it is the right one.
      if (row.contentSize() != row.size()) {
        damaged.add(record + ": its content has another size than the record says");
      }
      return;
    }
    try {
      int length = Frames.decode(frame, dictionaries.of(transactions, row.collection())).length;
      bytesChecked += length;
      if (length != row.size()) {
        damaged.add(record + ": its frame has another size than the record says");
      }
    } catch (DamagedFrameException | CodecUnavailableException e) {
      damaged.add(record + ": " + e.getMessage());
    }
  }

  private void checkContents() {
    long after = 0;
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
    bytesChecked += row.size();
    try {
      ContentHash hash = ContentHash.of(HashAlgorithm.ofCode((byte) row.algorithm()), row.digest());
      contentsOfDomain.apply(row.domain()).verify(hash);
    } catch (ContentNotFoundException e) {
      // It went between the page and this look: nothing that is stored is damaged.
      contentsChecked--;
    } catch (DamagedContentException e) {
      damaged.add("content " + e.hash() + ": " + e.getMessage());
    } catch (IllegalArgumentException | CofferException e) {
      damaged.add("content with id " + row.id() + ": " + e.getMessage());
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

  private static List<String> collections(UnitOfWork unit) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            unit.connection()
                .prepareStatement(
                    "select distinct collection from coffer_record order by collection");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static List<RecordFrame> records(
      UnitOfWork unit, String collection, @Nullable String after) throws SQLException {
    Database database = unit.database();
    String beyond =
        after == null ? "" : " and " + database.keyOrder() + " > " + database.keyOrderPlaceholder();
    String sql =
        "select record_key, coffer_record.size, frame, coffer_content.size from coffer_record"
            + " left join coffer_content on coffer_content.id = content_id where collection = ?"
            + beyond
            + " order by "
            + database.keyOrder()
            + " limit "
            + PAGE;
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
                  rows.getLong(4)));
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
                    + " order by id limit "
                    + PAGE)) {
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

  // The rows never leave this class, and nobody compares them.
  @SuppressWarnings("ArrayRecordComponent")
  private record RecordFrame(
      String collection, String key, long size, byte @Nullable [] frame, long contentSize) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record ContentRow(long id, String domain, int algorithm, byte[] digest, long size) {}
}
