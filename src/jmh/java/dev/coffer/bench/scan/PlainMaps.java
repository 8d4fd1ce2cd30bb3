package dev.coffer.bench.scan;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JDBC by hand on one plain table: one prepared statement for each purpose on one connection. */
final class PlainMaps implements MapReader {

  private static final int BATCH = 500;

  private final MapJson json = MapJson.ofClassPath();
  private final Connection connection;
  private final PreparedStatement scan;
  private final PreparedStatement get;
  private final PreparedStatement getAll;

  /**
   * The maps of a new table.
   *
   * @param table its definition, after its name
   * @param atOnce the number of keys of each {@link #getAll}
   */
  PlainMaps(String url, String user, String password, String table, int atOnce) {
    try {
      this.connection = DriverManager.getConnection(url, user, password);
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table plain " + table);
      }
      this.scan =
          connection.prepareStatement(
              "select id, content from plain where id >= ? order by id limit ?");
      this.get = connection.prepareStatement("select content from plain where id = ?");
      this.getAll =
          connection.prepareStatement(
              "select id, content from plain where id in (?" + ", ?".repeat(atOnce - 1) + ")");
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  @Override
  public void load(Map<String, Map<String, String>> maps) {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into plain (id, content) values (?, ?)")) {
      connection.setAutoCommit(false);
      int rows = 0;
      for (Map.Entry<String, Map<String, String>> each : maps.entrySet()) {
        insert.setString(1, each.getKey());
        insert.setBytes(2, json.write(each.getValue()));
        insert.addBatch();
        if (++rows % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int scan(String from, int limit) {
    try {
      scan.setString(1, from);
      scan.setInt(2, limit);
      return read(scan, new ArrayList<>());
    } catch (SQLException e) {
      throw new IllegalStateException(from, e);
    }
  }

  @Override
  public int getAll(List<String> keys) {
    try {
      int position = 1;
      for (String key : keys) {
        getAll.setString(position++, key);
      }
      return read(getAll, new ArrayList<>());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int read(PreparedStatement query, List<Map.Entry<String, Map<String, String>>> found)
      throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(Map.entry(rows.getString(1), json.read(rows.getBytes(2))));
      }
    }
    return found.size();
  }

  @Override
  public boolean get(String key) {
    try {
      get.setString(1, key);
      try (ResultSet rows = get.executeQuery()) {
        return rows.next() && !json.read(rows.getBytes(1)).isEmpty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(key, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
