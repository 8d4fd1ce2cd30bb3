package dev.coffer.format.mapping;

import dev.coffer.api.MalformedJsonException;
import dev.coffer.format.JsonMapping;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that the JSON of a type can be read back, so that no unreadable value is stored.
 * Thread-safe.
 *
 * <p>The first values of each type are read back in memory and written again. The result must be
 * the same JSON, except for the order of elements. A value with empty properties does not verify
 * these properties, so further values are tried, at most {@value #MOST}, until one has no empty
 * properties.
 */
public final class RoundTrips {
  private static final int MOST = 8;

  private final Map<Object, Integer> tried = new ConcurrentHashMap<>();

  private record Written(Type declared, Class<?> actual) {}

  /**
   * Verifies a value of a type, unless enough values of the type were verified before.
   *
   * @param type the declared type, as which the JSON will be read
   * @param json the JSON of the value, written by the mapping
   * @throws IllegalArgumentException if the value cannot be restored; the message names the
   *     difference
   */
  public void require(JsonMapping mapping, Object value, Type type, byte[] json) {
    Class<?> actual = value.getClass();
    Object name = type == actual ? actual : new Written(type, actual);
    Integer before = tried.get(name);
    if (before == null || before < MOST) {
      check(mapping, type, json);
      tried.merge(name, hasNoEmptyValue(json) ? MOST : 1, Integer::sum);
    }
  }

  private static void check(JsonMapping mapping, Type type, byte[] json) {
    @Nullable String difference;
    try {
      Object read = mapping.read(json, type);
      if (read == null) {
        throw new IllegalArgumentException("it is null");
      }
      difference = JsonDifference.between(json, mapping.write(read, type));
    } catch (MalformedJsonException | ClassCastException | IllegalArgumentException e) {
      throw new IllegalArgumentException("its JSON could not be read back: " + e.getMessage(), e);
    }
    if (difference != null) {
      throw new IllegalArgumentException(
          "its JSON would be read back differently at '"
              + difference
              + "'; give that property a constructor parameter or setter, or exclude it with"
              + " @JsonIgnore");
    }
  }

  /** Whether the JSON has no null and no empty array, object or text, according to a quick scan. */
  private static boolean hasNoEmptyValue(byte[] json) {
    for (int i = 1; i < json.length; i++) {
      byte last = json[i - 1];
      byte now = json[i];
      boolean empty =
          (last == '[' && now == ']') || (last == '{' && now == '}') || (last == '"' && now == '"');
      boolean isNull = now == 'n' && (last == ':' || last == '[' || last == ',');
      if (empty || isNull) {
        return false;
      }
    }
    return true;
  }
}
