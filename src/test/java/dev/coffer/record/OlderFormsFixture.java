package dev.coffer.record;

import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.run.Recompression;
import dev.coffer.tx.OwnTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** Recompressions that rewrite the older versions of a type. */
abstract class OlderFormsFixture extends UpcastFixture {
  static final RecompressionPlan ALL =
      RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO).withUpcasting(true);

  /** Recompression is for all collections, so each test begins without records. */
  @AfterEach
  void deleteAll() {
    store
        .collections()
        .forEach(each -> store.records(each.name(), byte[].class).deleteRange(Range.all()));
  }

  /** A recompression by the process that was created last. */
  RecompressionReport recompress(RecompressionPlan plan, BooleanSupplier goOn) {
    return new Recompression(
            new OwnTransactions(sessions, dialect, WRITABLE, statistics),
            engine.dictionaries(),
            null,
            engine.olderForms(),
            FrameWriter.preferred(),
            plan,
            goOn,
            false)
        .run();
  }

  RecompressionReport recompress() {
    return recompress(ALL, () -> true);
  }

  static String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append(i * 7919L % 100_003).append(' ');
    }
    return text.substring(0, length);
  }

  /** A text of each row, with everything that a rewriting must not change. */
  Map<String, String> unchanged() throws SQLException {
    return rows(
        "concat(version, ' ', created_at, ' ', coalesce(updated_at, created_at), ' ',"
            + " coalesce(expires_at, created_at))");
  }

  Map<String, String> types() throws SQLException {
    return rows("type");
  }

  Map<String, String> rows(String column) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (Connection connection = testDatabase.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select record_key, " + column + " from coffer_record where collection = ?")) {
      statement.setString(1, collection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return found;
  }
}
