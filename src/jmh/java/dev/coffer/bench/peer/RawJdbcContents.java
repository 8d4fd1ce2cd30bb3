package dev.coffer.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.bench.server.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Plain JDBC with one row for each content. */
final class RawJdbcContents implements Contents {

  /** Gives a statement its parameter. */
  @FunctionalInterface
  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  private final HikariDataSource pool;

  RawJdbcContents(Schema schema) {
    schema.execute(
        "create table if not exists plain_content (id bigint auto_increment primary key,"
            + " data longblob not null) engine=InnoDB");
    this.pool = schema.pool("");
  }

  @Override
  public String write(byte[] bytes) {
    return insert(statement -> statement.setBytes(1, bytes));
  }

  @Override
  public String write(InputStream stream, long size) {
    return insert(statement -> statement.setBinaryStream(1, stream, size));
  }

  private String insert(Binding binding) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into plain_content (data) values (?)", Statement.RETURN_GENERATED_KEYS)) {
      binding.to(statement);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long read(String id) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select data from plain_content where id = ?")) {
      statement.setLong(1, Long.parseLong(id));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        try (InputStream stream = rows.getBinaryStream(1)) {
          return stream.transferTo(OutputStream.nullOutputStream());
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(id, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
