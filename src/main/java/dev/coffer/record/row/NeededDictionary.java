package dev.coffer.record.row;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The dictionary of a frame that a statement locks before it writes: it writes nothing if the
 * dictionary is not in force. Immutable.
 *
 * @param collection the collection of the dictionary and of the record
 * @param id the id of the dictionary
 * @param domain the domain that trained it
 */
public record NeededDictionary(String collection, String id, String domain) {

  /** Binds the values that follow those of the row. */
  void bind(PreparedStatement statement, int position) throws SQLException {
    statement.setString(position, collection);
    statement.setString(position + 1, id);
    statement.setString(position + 2, domain);
  }
}
