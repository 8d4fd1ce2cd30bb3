package dev.coffer.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.bench.data.Entry;
import dev.coffer.bench.data.Json;
import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.server.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** JDBC by hand on one plain table: batches of 500, one prepared statement for each purpose. */
final class RawJdbc implements Records {

  private static final int BATCH = 500;

  private final HikariDataSource pool;

  RawJdbc(Schema schema, String driverProperties, String tableOptions) {
    PlainTable.create(schema, tableOptions);
    this.pool = schema.pool(driverProperties);
  }

  @Override
  public void load(List<Entry> entries) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into plain (id, value) values (?, ?)")) {
        int rows = 0;
        for (Entry entry : entries) {
          insert.setString(1, entry.key());
          insert.setBytes(2, entry.bytes());
          insert.addBatch();
          if (++rows % BATCH == 0) {
            insert.executeBatch();
          }
        }
        insert.executeBatch();
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void loadTyped(List<TypedEntry> entries) {
    load(entries.stream().map(e -> new Entry(e.key(), Json.write(e.value()))).toList());
  }

  @Override
  public Client client() {
    try {
      return new JdbcClient(pool.getConnection());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private static final class JdbcClient implements Client {
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement select;
    private final PreparedStatement scan;
    private final PreparedStatement compareAndSet;
    private @Nullable PreparedStatement touch;

    JdbcClient(Connection connection) throws SQLException {
      this.connection = connection;
      this.insert = connection.prepareStatement("insert into plain (id, value) values (?, ?)");
      this.update = connection.prepareStatement("update plain set value = ? where id = ?");
      this.select = connection.prepareStatement("select value from plain where id = ?");
      this.scan =
          connection.prepareStatement("select value from plain where id >= ? order by id limit ?");
      this.compareAndSet =
          connection.prepareStatement("update plain set value = ? where id = ? and value = ?");
    }

    @Override
    public void insert(String key, Option value) {
      try {
        insert.setString(1, key);
        insert.setBytes(2, Json.write(value));
        insert.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(key, e);
      }
    }

    @Override
    public void update(String key, Option value) {
      try {
        update.setBytes(1, Json.write(value));
        update.setString(2, key);
        update.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(key, e);
      }
    }

    @Override
    public Option get(String key) {
      try {
        return Json.read(bytes(key));
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

    @Override
    public int scan(String from, int count) {
      try {
        scan.setString(1, from);
        scan.setInt(2, count);
        int found = 0;
        try (ResultSet rows = scan.executeQuery()) {
          while (rows.next()) {
            Json.read(rows.getBytes(1));
            found++;
          }
        }
        return found;
      } catch (SQLException e) {
        throw new IllegalStateException(from, e);
      }
    }

    /** Compares the old value, which needs neither a lock nor a column for a version. */
    @Override
    public void change(String key, UnaryOperator<Option> function) {
      try {
        byte[] old;
        do {
          old = bytes(key);
          compareAndSet.setBytes(1, Json.write(function.apply(Json.read(old))));
          compareAndSet.setString(2, key);
          compareAndSet.setBytes(3, old);
        } while (compareAndSet.executeUpdate() == 0);
      } catch (SQLException e) {
        throw new IllegalStateException(key, e);
      }
    }

    @Override
    public void touch(String key, Duration timeToLive) {
      try {
        PreparedStatement prepared = touch == null ? prepareTouch() : touch;
        prepared.setLong(1, timeToLive.toMillis() * 1000);
        prepared.setString(2, key);
        prepared.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(key, e);
      }
    }

    private PreparedStatement prepareTouch() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(PlainTable.ADD_EXPIRY);
      }
      touch =
          connection.prepareStatement(
              "update plain set expires_at = utc_timestamp(6) + interval ? microsecond"
                  + " where id = ?");
      return touch;
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
}
