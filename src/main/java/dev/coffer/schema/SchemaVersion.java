package dev.coffer.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The version of the schema as recorded in the database. Immutable.
 *
 * @param version the version of the schema
 * @param minReader the oldest version whose releases may read the schema
 * @param minWriter the oldest version whose releases may write to the schema
 * @param identity a UUID created with the schema. It identifies the database for external data such
 *     as a disk cache
 */
public record SchemaVersion(int version, int minReader, int minWriter, String identity) {

  /** Reads the version; empty if a migration is not complete. The table must exist. */
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
