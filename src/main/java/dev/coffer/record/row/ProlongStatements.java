package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The statements that find the records whose expiry a read prolongs. They make no decisions. */
public final class ProlongStatements {

  private ProlongStatements() {}

  /**
   * Whether an update of records that others change at the same moment does no harm to the
   * transaction: it is not read-only, and no snapshot makes the database refuse such an update.
   */
  public static boolean mayProlong(UnitOfWork unit) throws SQLException {
    Connection connection = unit.connection();
    return !connection.isReadOnly()
        && (!unit.joinsHost()
            || unit.dialect().product() == Dialect.Product.MARIADB
            || connection.getTransactionIsolation() <= Connection.TRANSACTION_READ_COMMITTED);
  }

  /**
   * Locks those live records of these keys that expire within a time and that no other transaction
   * has locked. It does not wait.
   *
   * @param keys the keys, which must be sorted
   * @return the keys of the locked records
   */
  public static List<String> lockExpiring(
      UnitOfWork unit, String collection, List<String> keys, Duration within) throws SQLException {
    Dialect dialect = unit.dialect();
    List<String> locked = new ArrayList<>();
    for (KeySlice slice : KeySlice.of(dialect, collection, keys)) {
      String sql =
          dialect.statementPrefix()
              + "select r.record_key from coffer_record r where r.expires_at < "
              + dialect.utcNowPlusMillis()
              + " and r.expires_at > "
              + dialect.utcNow()
              + " and "
              + slice.condition("r.")
              + " order by r.record_key for update skip locked";
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        statement.setLong(1, within.toMillis());
        slice.bind(statement, 2);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            locked.add(rows.getString(1));
          }
        }
      }
    }
    return locked;
  }
}
