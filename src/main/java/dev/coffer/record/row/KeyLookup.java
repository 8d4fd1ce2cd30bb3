package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A query on the live records of some keys, in the form that the database answers fastest: by a
 * list of keys, or by an array of them.
 *
 * @param select the beginning of the statement, up to and including the condition on the keys
 * @param binding binds the keys from the first parameter on
 */
record KeyLookup(String select, Binding binding) {

  /** The number of keys in an array. */
  private static final int KEYS_IN_ARRAY = 512;

  /** Binds parameters. */
  @FunctionalInterface
  interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /**
   * Lookups for these keys, which must be distinct.
   *
   * @param columns the columns of a table named {@code r}
   */
  static List<KeyLookup> of(UnitOfWork unit, String columns, String collection, List<String> keys) {
    Dialect dialect = unit.dialect();
    String select = "select " + columns;
    String alive = " and " + dialect.alive("r.");
    String ofArray = dialect.fromKeysOfArray();
    if (ofArray == null) {
      return KeySlice.of(dialect, collection, keys).stream()
          .map(
              slice ->
                  new KeyLookup(
                      select + " from coffer_record r where " + slice.condition("r.") + alive,
                      statement -> slice.bind(statement, 1)))
          .toList();
    }
    return SqlLists.slices(keys, KEYS_IN_ARRAY).stream()
        .map(
            slice ->
                new KeyLookup(
                    select + ofArray + alive,
                    statement -> {
                      statement.setObject(1, slice.toArray(String[]::new));
                      statement.setString(2, collection);
                    }))
        .toList();
  }

  PreparedStatement prepare(UnitOfWork unit) throws SQLException {
    PreparedStatement statement = unit.connection().prepareStatement(select);
    try {
      binding.bind(statement);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
