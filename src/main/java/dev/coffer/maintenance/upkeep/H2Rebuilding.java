package dev.coffer.maintenance.upkeep;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The waste of an H2 file. Only {@code SHUTDOWN COMPACT} removes it, which ends all connections, so
 * an operator must execute it. A database in memory has no waste.
 */
final class H2Rebuilding implements Rebuilding {

  /**
   * The size of the file in bytes, the percentage of its blocks that belong to chunks, and the
   * percentage of the bytes of the chunks that are in use.
   */
  private static final String QUERY =
      "select SETTING_NAME, SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME in"
          + " ('info.FILE_SIZE', 'info.FILL_RATE', 'info.CHUNKS_FILL_RATE')";

  @Override
  public List<Fragment> find(UnitOfWork unit) throws SQLException {
    Map<String, Long> settings = new HashMap<>();
    try (PreparedStatement query = unit.connection().prepareStatement(QUERY);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        settings.put(row.getString(1), row.getLong(2));
      }
    }
    Long bytes = settings.get("info.FILE_SIZE");
    Long blocks = settings.get("info.FILL_RATE");
    Long chunks = settings.get("info.CHUNKS_FILL_RATE");
    if (bytes == null || blocks == null || chunks == null) {
      return List.of();
    }
    long used = Math.round(bytes * (blocks / 100.0) * (chunks / 100.0));
    return List.of(new Fragment("file", "of the database", bytes, bytes - used, true));
  }

  @Override
  public Result forecast(Fragment fragment) {
    return Result.REPORTED;
  }

  @Override
  public Result rebuild(UnitOfWork unit, Fragment fragment) {
    return Result.REPORTED;
  }
}
