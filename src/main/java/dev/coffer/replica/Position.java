package dev.coffer.replica;

import dev.coffer.dialect.Dialect;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in the sequence of a primary's commits. Immutable.
 *
 * @param text the text by which servers know it: a list of MariaDB's GTIDs, or a LSN of PostgreSQL
 * @param numbers the sequence number of each replication domain; PostgreSQL has one domain
 */
record Position(String text, Map<Long, Long> numbers) {

  private static final Pattern GTID = Pattern.compile("(\\d{1,10})-\\d{1,10}-(\\d{1,19})");
  private static final Pattern LSN = Pattern.compile("([0-9A-F]{1,8})/([0-9A-F]{1,8})");

  Position {
    numbers = Map.copyOf(numbers);
  }

  /**
   * The position of a text.
   *
   * @throws IllegalArgumentException if it is none of this product
   */
  static Position parse(Dialect.Product product, String text) {
    Map<Long, Long> numbers = new HashMap<>();
    try {
      if (product == Dialect.Product.POSTGRESQL) {
        Matcher lsn = matched(LSN, text);
        numbers.put(
            0L,
            Long.parseLong(lsn.group(1), 16) << Integer.SIZE | Long.parseLong(lsn.group(2), 16));
      } else {
        for (String each : text.split(",", -1)) {
          Matcher gtid = matched(GTID, each);
          numbers.merge(Long.valueOf(gtid.group(1)), Long.valueOf(gtid.group(2)), Math::max);
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(refusal(text), e);
    }
    return new Position(text, numbers);
  }

  private static Matcher matched(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(refusal(text));
    }
    return matcher;
  }

  private static String refusal(String text) {
    return "The text '"
        + text
        + "' is no position of this database. Pass the text of Coffer.position(), or read without a"
        + " position.";
  }

  /** Whether a server that has reached the other position has reached this one too. */
  boolean isWithin(@Nullable Position other) {
    return other != null
        && numbers.entrySet().stream()
            .allMatch(
                each -> {
                  Long reached = other.numbers.get(each.getKey());
                  return reached != null && reached >= each.getValue();
                });
  }

  /** The earliest position that has both, without a text for servers. */
  Position and(@Nullable Position other) {
    if (other == null) {
      return this;
    }
    Map<Long, Long> both = new HashMap<>(numbers);
    other.numbers.forEach((domain, number) -> both.merge(domain, number, Math::max));
    return new Position(text, both);
  }
}
