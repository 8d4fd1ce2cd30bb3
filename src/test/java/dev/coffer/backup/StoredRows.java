package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The rows that a restore writes, in a form that is the same on each database. */
final class StoredRows {
  private static final String[] TABLES = {
    "coffer_record: collection, record_key, type, version, size, frame, created_at, updated_at,"
        + " expires_at, content_id",
    "coffer_record_expiry: collection, record_key, due_at",
    "coffer_record_content: collection, record_key, content_id",
    "coffer_record_reference: collection, record_key, content_id",
    "coffer_content: id, domain, algorithm, digest, size, created_at",
    "coffer_frame: content_id, frame, stored_size",
    "coffer_part: content_id, position, part_id, part_offset",
    "coffer_retained: content_id, since",
    "coffer_holder: content_id, holder, since",
    "coffer_dictionary: collection, dictionary_id, domain, dictionary, created_at, retired_at"
  };

  private StoredRows() {}

  /** All rows of Coffer's tables as text. */
  static List<String> of(TestDatabase database) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String each : TABLES) {
        String[] parts = each.split(": ", 2);
        try (ResultSet row = statement.executeQuery("select " + parts[1] + " from " + parts[0])) {
          List<String> ofTable = new ArrayList<>();
          while (row.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= parts[1].split(",").length; i++) {
              Object value = row.getObject(i);
              values.add(
                  value instanceof byte[] bytes
                      ? HexFormat.of().formatHex(bytes)
                      : String.valueOf(value));
            }
            ofTable.add(parts[0] + values);
          }
          ofTable.sort(null);
          rows.addAll(ofTable);
        }
      }
    }
    return rows;
  }

  /** Deletes all of them. */
  static void delete(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String each :
          List.of(
              "coffer_record_reference",
              "coffer_record_content",
              "coffer_record_expiry",
              "coffer_record",
              "coffer_holder",
              "coffer_retained",
              "coffer_part",
              "coffer_frame",
              "coffer_content",
              "coffer_dictionary")) {
        statement.executeUpdate("delete from " + each);
      }
    }
  }
}
