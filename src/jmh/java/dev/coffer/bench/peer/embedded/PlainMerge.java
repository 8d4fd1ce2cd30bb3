package dev.coffer.bench.peer.embedded;

import dev.coffer.bench.data.Item;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * JDBC by hand on one plain table: a {@code MERGE} of the JSON bytes, one prepared statement for
 * each purpose on one connection, batches of 500.
 */
final class PlainMerge implements Shelf {

  private static final int BATCH = 500;

  private final Connection connection;
  private final PreparedStatement merge;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final PreparedStatement compareAndSet;

  PlainMerge(String url) {
    try {
      this.connection = DriverManager.getConnection(url);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table plain (id varchar(255) primary key,"
                + " content varbinary(1000000000) not null)");
      }
      this.merge = connection.prepareStatement("merge into plain (id, content) values (?, ?)");
      this.insert = connection.prepareStatement("insert into plain (id, content) values (?, ?)");
      this.select = connection.prepareStatement("select content from plain where id = ?");
      this.compareAndSet =
          connection.prepareStatement("update plain set content = ? where id = ? and content = ?");
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  @Override
  public void put(String key, Item item) {
    try {
      merge.setString(1, key);
      merge.setBytes(2, ItemJson.write(item));
      merge.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(key, e);
    }
  }

  @Override
  public void putAll(Map<String, Item> items) {
    inBatches(merge, items);
  }

  @Override
  public void load(Map<String, Item> items) {
    inBatches(insert, items);
  }

  private void inBatches(PreparedStatement statement, Map<String, Item> items) {
    try {
      connection.setAutoCommit(false);
      int rows = 0;
      for (Map.Entry<String, Item> each : items.entrySet()) {
        statement.setString(1, each.getKey());
        statement.setBytes(2, ItemJson.write(each.getValue()));
        statement.addBatch();
        if (++rows % BATCH == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Item get(String key) {
    try {
      return ItemJson.read(bytes(key));
    } catch (SQLException e) {
      throw new IllegalStateException(key, e);
    }
  }

  private byte[] bytes(String key) throws SQLException {
    select.setString(1, key);
    try (ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getBytes(1);
    }
  }

  /** Compares the old value, which needs neither a lock nor a column for a version. */
  @Override
  public void change(String key, UnaryOperator<Item> function) {
    try {
      byte[] old = bytes(key);
      compareAndSet.setBytes(1, ItemJson.write(function.apply(ItemJson.read(old))));
      compareAndSet.setString(2, key);
      compareAndSet.setBytes(3, old);
      if (compareAndSet.executeUpdate() != 1) {
        throw new IllegalStateException(key);
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
