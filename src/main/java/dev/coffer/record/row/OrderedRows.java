package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.key.Utf16Order;
import dev.coffer.record.key.Utf16Order.Stretch;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a range of keys, in the order of the keys' UTF-8 bytes. Used once.
 *
 * <p>One statement reads them by the index of the primary key. H2 orders that index by UTF-16
 * units. Only if it finds a key that is in both orders at different places, more statements follow:
 * a prefix is mixed if there are keys that continue it with a surrogate, and others that continue
 * it with a character from U+E000. H2 then sorts these keys, and no others.
 *
 * @param <R> the type of the rows
 */
public final class OrderedRows<R> {

  /** Reads rows of a table named {@code r}. */
  public interface Query<R> {

    /**
     * Reads the first rows.
     *
     * @param keys the conditions on the keys
     * @param order the {@code order by} clause
     */
    List<R> first(KeyConditions keys, String order, int limit) throws SQLException;
  }

  private final UnitOfWork unit;
  private final String collection;
  private final Query<R> query;
  private final Function<R, String> key;
  private final Map<String, Boolean> mixed = new HashMap<>();

  public OrderedRows(UnitOfWork unit, String collection, Query<R> query, Function<R, String> key) {
    this.unit = unit;
    this.collection = collection;
    this.query = query;
    this.key = key;
  }

  /** Reads the first rows of a range, in its direction. */
  public List<R> first(KeyRange range, int limit) throws SQLException {
    List<R> found = new ArrayList<>();
    KeyRange rest = range;
    while (rest != null && found.size() < limit) {
      List<R> page = read(rest, null, limit - found.size());
      int sound = 0;
      String prefix = null;
      while (sound < page.size() && prefix == null) {
        prefix = mixedPrefix(key.apply(page.get(sound)), rest.descending());
        sound += prefix == null ? 1 : 0;
      }
      found.addAll(page.subList(0, sound));
      if (prefix == null) {
        return found;
      }
      rest = sound == 0 ? rest : rest.after(key.apply(page.get(sound - 1)));
      found.addAll(read(rest, prefix, limit - found.size()));
      rest = beyond(rest, prefix);
    }
    return found;
  }

  /**
   * Reads rows of a range in the order of the index.
   *
   * @param mixed a mixed prefix, to read only the keys that continue it, in the order of their
   *     bytes; null to read all keys
   */
  private List<R> read(KeyRange range, @Nullable String mixed, int limit) throws SQLException {
    Dialect dialect = unit.dialect();
    KeyConditions keys = KeyConditions.of(dialect, range);
    String order = KeyConditions.KEY;
    if (mixed != null) {
      keys.within(Stretch.from(mixed));
      order = dialect.utf8Order(order).orElseThrow();
    }
    String direction = range.descending() ? " desc" : "";
    // The index begins with the collection, so the order does too.
    return query.first(
        keys, " order by r.collection" + direction + ", " + order + direction, limit);
  }

  /** The shortest mixed prefix of a key that an index in this direction shows first; or null. */
  private @Nullable String mixedPrefix(String text, boolean descending) throws SQLException {
    if (Utf16Order.agrees(text) || unit.dialect().utf8Order(KeyConditions.KEY).isEmpty()) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (descending ? next > Character.MAX_SURROGATE : Character.isHighSurrogate(next)) {
        String prefix = text.substring(0, i);
        if (isMixed(prefix, descending)) {
          return prefix;
        }
      }
    }
    return null;
  }

  /** Whether a prefix that one kind of characters continues is continued by the other kind too. */
  private boolean isMixed(String prefix, boolean descending) throws SQLException {
    Boolean known = mixed.get(prefix);
    if (known == null) {
      known = exists(descending ? Stretch.ofSurrogates(prefix) : Stretch.afterSurrogates(prefix));
      mixed.put(prefix, known);
    }
    return known;
  }

  private boolean exists(Stretch stretch) throws SQLException {
    KeyConditions keys = KeyConditions.of(unit.dialect(), KeyRange.ALL).within(stretch);
    String sql = "select 1 from coffer_record r where r.collection = ?" + keys.sql();
    try (PreparedStatement statement =
        unit.connection().prepareStatement(sql + " fetch first 1 row only")) {
      int position = 1;
      statement.setString(position++, collection);
      for (String value : keys.values()) {
        statement.setString(position++, value);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** The rest of a range beyond all keys that continue a mixed prefix; null if there is none. */
  private static @Nullable KeyRange beyond(KeyRange range, String prefix) {
    if (range.descending()) {
      return new KeyRange(range.from(), range.after(), Utf16Order.leastMixed(prefix), true);
    }
    String next = Utf8Order.afterAllWithPrefix(prefix);
    return next == null ? null : new KeyRange(next, null, range.to(), false);
  }
}
