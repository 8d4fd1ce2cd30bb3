package dev.coffer.record.row;

import dev.coffer.schema.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Some keys of a collection, as many as one statement should name. */
public final class KeySlice {
  private final Database database;
  private final String collection;

  /** The keys, the last one repeated up to a power of two, so that few statements differ. */
  private final List<String> padded;

  private KeySlice(Database database, String collection, List<String> keys) {
    this.database = database;
    this.collection = collection;
    this.padded = new ArrayList<>(keys);
    String last = keys.get(keys.size() - 1);
    padded.addAll(Collections.nCopies(SqlLists.length(keys.size()) - keys.size(), last));
  }

  public static List<KeySlice> of(Database database, String collection, List<String> keys) {
    return SqlLists.slices(keys, database.keysAtOnce()).stream()
        .map(slice -> new KeySlice(database, collection, slice))
        .toList();
  }

  /** The condition that a row is under one of the keys; see {@link Database#isOneOf}. */
  String condition(String alias) {
    return database.isOneOf(alias, padded.size());
  }

  /** Binds the condition from this position on. */
  void bind(PreparedStatement statement, int position) throws SQLException {
    int next = position;
    for (String value : database.valuesForIsOneOf(collection, padded)) {
      statement.setString(next++, value);
    }
  }
}
