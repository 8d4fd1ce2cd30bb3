package dev.coffer.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What a database says of its schema. Immutable.
 *
 * @param version the version of the schema
 * @param minReader the oldest version whose releases may still read it
 * @param minWriter the oldest version whose releases may still write it
 * @param identity a UUID made when the schema was first created: what is kept outside the database,
 *     such as a cache on disk, belongs to it by this name
 */
public record SchemaVersion(int version, int minReader, int minWriter, String identity) {

  /** Reads it; empty if a migration has not come to its end yet. The table must exist. */
  static Optional<SchemaVersion> read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select version, min_reader, min_writer, identity from coffer_schema"
                    + " where id = 1")) {
      if (!row.next()) {
        return Optional.empty();
      }
      return Optional.of(
          new SchemaVersion(row.getInt(1), row.getInt(2), row.getInt(3), row.getString(4)));
    }
  }
}
