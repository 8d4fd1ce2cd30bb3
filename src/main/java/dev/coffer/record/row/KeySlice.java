package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Some keys of a collection, at most as many as one statement should name. */
public final class KeySlice {
  private final Dialect dialect;
  private final String collection;

  /**
   * The keys, with the last one repeated up to a power of two, so that there are few different
   * statements.
   */
  private final List<String> padded;

  private KeySlice(Dialect dialect, String collection, List<String> keys) {
    this.dialect = dialect;
    this.collection = collection;
    this.padded = new ArrayList<>(keys);
    String last = keys.get(keys.size() - 1);
    padded.addAll(Collections.nCopies(SqlLists.length(keys.size()) - keys.size(), last));
  }

  public static List<KeySlice> of(Dialect dialect, String collection, List<String> keys) {
    return SqlLists.slices(keys, dialect.keysAtOnce()).stream()
        .map(slice -> new KeySlice(dialect, collection, slice))
        .toList();
  }

  /** The condition that a row has one of the keys; see {@link Dialect#isOneOf}. */
  String condition(String alias) {
    return dialect.isOneOf(alias, padded.size());
  }

  /** Binds the condition from this position on. */
  void bind(PreparedStatement statement, int position) throws SQLException {
    int next = position;
    for (String value : dialect.valuesForIsOneOf(collection, padded)) {
      statement.setString(next++, value);
    }
  }
}
