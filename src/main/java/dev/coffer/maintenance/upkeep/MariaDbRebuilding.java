package dev.coffer.maintenance.upkeep;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The unused extents of InnoDB tables, and {@code OPTIMIZE TABLE}, which creates a table anew while
 * others read and write it.
 */
final class MariaDbRebuilding implements Rebuilding {

  /**
   * The free space of a table that has lost nothing. InnoDB extends a file by 4 extents of 1 MiB,
   * and an insert reserves further ones.
   */
  private static final long FREE_BY_DESIGN = 8 << 20;

  /** A table in the shared tablespace would leave its free space there. */
  private static final String QUERY =
      "select table_name, data_length + index_length + data_free, data_free"
          + " from information_schema.tables where table_schema = database()"
          + " and table_name like 'coffer\\_%' and table_type = 'BASE TABLE' and engine = 'InnoDB'"
          + " and @@innodb_file_per_table = 1 order by table_name";

  /**
   * The seconds for which the statement waits for its metadata lock. All later statements on the
   * table wait behind it.
   */
  private static final int WAIT = 1;

  @Override
  public List<Fragment> find(UnitOfWork unit) throws SQLException {
    List<Fragment> found = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(QUERY);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        long waste = Math.max(0, row.getLong(3) - FREE_BY_DESIGN);
        String name = "`" + row.getString(1).replace("`", "``") + "`";
        found.add(new Fragment("table", name, row.getLong(2), waste, true));
      }
    }
    return found;
  }

  /** {@inheritDoc} The server reports most errors as rows. */
  @Override
  public Result rebuild(UnitOfWork unit, Fragment fragment) throws SQLException {
    String sql = "optimize no_write_to_binlog table " + fragment.name() + " wait " + WAIT;
    try (Statement statement = unit.connection().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        String message = row.getString("Msg_text");
        if (row.getString("Msg_type").toLowerCase(Locale.ROOT).equals("error")) {
          if (message.contains("Lock wait timeout")) {
            return Result.BUSY;
          }
          throw new SQLException("The table " + fragment.name() + " was not rebuilt: " + message);
        }
      }
      return Result.REBUILT;
    } catch (SQLException e) {
      Result refused = Rebuilding.refusal(unit, e);
      if (refused != null) {
        return refused;
      }
      throw e;
    }
  }
}
