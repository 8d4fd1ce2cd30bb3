package dev.coffer.maintenance.run;

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

/**
 * Verifies all stored data: it decodes every record, and reads every content completely and
 * compares its hash. It reads rows in pages, so its memory use is bounded, and takes no locks. Rows
 * that are inserted or deleted during the run may or may not be checked. An instance is for one
 * run.
 */
public final class Verification {

  private final Transactions transactions;
  private final RecordCheck records;
  private final ContentCheck contents;
  private final VerificationProgress progress;
  private final List<String> damaged = new ArrayList<>();
  private long recordsChecked;
  private long contentsChecked;
  private long bytesChecked;

  public Verification(
      Transactions transactions,
      RecordCheck records,
      ContentCheck contents,
      VerificationProgress progress) {
    this.transactions = transactions;
    this.records = records;
    this.contents = contents;
    this.progress = progress;
  }

  /** Checks all data. Damage is reported, not thrown. */
  public VerificationReport run() {
    long total = transactions.read(Verification::rows);
    for (String collection : records.collections()) {
      List<Checked> page = records.page(collection, null);
      while (!page.isEmpty()) {
        page.forEach(this::take);
        recordsChecked += page.size();
        progress.checked(recordsChecked + contentsChecked, total);
        page = records.page(collection, page.get(page.size() - 1).key());
      }
    }
    List<ContentCheck.Row> page = contents.next(Long.MIN_VALUE);
    while (!page.isEmpty()) {
      for (ContentCheck.Row row : page) {
        Optional<Checked> checked = contents.check(row);
        if (checked.isPresent()) {
          contentsChecked++;
          take(checked.get());
        }
        progress.checked(recordsChecked + contentsChecked, total);
      }
      page = contents.next(page.get(page.size() - 1).id());
    }
    return new VerificationReport(recordsChecked, contentsChecked, bytesChecked, damaged);
  }

  private void take(Checked row) {
    bytesChecked += row.bytes();
    if (row.problem() != null) {
      damaged.add(row.name() + ": " + row.problem());
    }
  }

  /** The number of records and contents. */
  public static long rows(UnitOfWork unit) throws SQLException {
    return count(unit, "coffer_record") + count(unit, "coffer_content");
  }

  private static long count(UnitOfWork unit, String table) throws SQLException {
    try (PreparedStatement statement =
            unit.connection().prepareStatement("select count(*) from " + table);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
