package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.key.Utf16Order;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on the keys of {@code coffer_record r}, in the order of their UTF-8 bytes.
 * Mutable, for one statement.
 *
 * <p>A database that orders texts by UTF-16 units compares the bytes only where a bound has
 * characters for which the orders may differ. It then gets a wider condition too, for its index.
 */
public final class KeyConditions {
  static final String KEY = "r.record_key";

  private final Dialect dialect;
  private final StringBuilder sql = new StringBuilder();
  private final List<String> values = new ArrayList<>();

  private KeyConditions(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The keys of a range. */
  static KeyConditions of(Dialect dialect, KeyRange range) {
    KeyConditions conditions = new KeyConditions(dialect);
    conditions.addLower(">=", range.from());
    conditions.addLower(">", range.after());
    conditions.addUpper("<", range.to());
    return conditions;
  }

  /** The keys between two keys, both inclusive. */
  public static KeyConditions between(Dialect dialect, String first, String last) {
    KeyConditions conditions = new KeyConditions(dialect);
    conditions.addLower(">=", first);
    conditions.addUpper("<=", last);
    return conditions;
  }

  /** Adds the condition that the keys are in a stretch. */
  KeyConditions within(Utf16Order.Stretch stretch) {
    add(">=", stretch.from());
    if (stretch.to() != null) {
      add("<", stretch.to());
    }
    return this;
  }

  /** The conditions, each after {@code and}, with placeholders. */
  public String sql() {
    return sql.toString();
  }

  /** The values to bind, in the order of the placeholders. */
  public List<String> values() {
    return List.copyOf(values);
  }

  private void addLower(String comparison, @Nullable String bound) {
    if (bound == null) {
      return;
    }
    if (agrees(bound)) {
      add(comparison, bound);
    } else {
      add(">=", Utf16Order.lowerBound(bound));
      addBytes(comparison, bound);
    }
  }

  private void addUpper(String comparison, @Nullable String bound) {
    if (bound == null) {
      return;
    }
    if (agrees(bound)) {
      add(comparison, bound);
    } else {
      String wider = Utf16Order.upperBound(bound);
      if (wider != null) {
        add("<=", wider);
      }
      addBytes(comparison, bound);
    }
  }

  private boolean agrees(String bound) {
    return dialect.utf8Order(KEY).isEmpty() || Utf16Order.agrees(bound);
  }

  private void add(String comparison, String bound) {
    append(KEY, comparison, "?", bound);
  }

  private void addBytes(String comparison, String bound) {
    append(
        dialect.utf8Order(KEY).orElseThrow(),
        comparison,
        dialect.utf8Order("?").orElseThrow(),
        bound);
  }

  private void append(String left, String comparison, String placeholder, String bound) {
    sql.append(" and ").append(left).append(' ').append(comparison).append(' ').append(placeholder);
    values.add(bound);
  }
}
