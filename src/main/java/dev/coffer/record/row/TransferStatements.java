package dev.coffer.record.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of a transfer between databases on rows that the transaction has locked. */
public final class TransferStatements {

  private TransferStatements() {}

  /** Gives a record this version, these times and this expiry. */
  public static void set(UnitOfWork unit, String collection, String key, RecordStamp stamp)
      throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_record set version = ?, created_at = ?, updated_at = ?,"
            + " expires_at = ? where collection = ? and record_key = ?";
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      update.setLong(1, stamp.version());
      bind(update, 2, stamp.createdAt());
      bind(update, 3, stamp.updatedAt().equals(stamp.createdAt()) ? null : stamp.updatedAt());
      bind(update, 4, stamp.expiresAt());
      update.setString(5, collection);
      update.setString(6, key);
      update.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, int position, @Nullable Instant time)
      throws SQLException {
    if (time == null) {
      statement.setNull(position, Types.TIMESTAMP);
    } else {
      statement.setObject(position, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
  }

  /** Deletes the rows of these keys, also of expired records. */
  public static void delete(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql =
          unit.dialect().statementPrefix()
              + "delete from coffer_record where "
              + slice.condition("");
      try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
        slice.bind(delete, 1);
        delete.executeUpdate();
      }
    }
  }
}
