package dev.coffer.backup.restore;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Parts of statements and their values. Stateless. */
final class Sql {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private Sql() {}

  /** A list of this number of placeholders in parentheses. */
  static String list(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }

  static LocalDateTime time(long micros) {
    return EPOCH
        .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000)
        .plusSeconds(Math.floorDiv(micros, 1_000_000L));
  }

  static void bindTime(PreparedStatement statement, int index, @Nullable Long micros)
      throws SQLException {
    if (micros == null) {
      statement.setNull(index, Types.TIMESTAMP);
    } else {
      statement.setObject(index, time(micros));
    }
  }
}
