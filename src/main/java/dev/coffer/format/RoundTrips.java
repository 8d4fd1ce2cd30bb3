package dev.coffer.format;

import dev.coffer.api.MalformedJsonException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The proof that what is written of a type can be read back, so that no value is stored that could
 * not be had again. Thread-safe.
 *
 * <p>The first values of each type are read back in memory and written once more, which must give
 * the same JSON but for the order of elements. A value that leaves properties empty proves nothing
 * about them, so the next ones are tried too, {@value #MOST} at most, until one leaves none empty.
 */
public final class RoundTrips {
  private static final int MOST = 8;

  private final Map<Object, Integer> tried = new ConcurrentHashMap<>();

  private record Written(Type declared, Class<?> actual) {}

  /**
   * Proves a value of a type, unless enough of them were proved before.
   *
   * @param type the declared type, which the JSON will be read as
   * @param json what the mapping has written of the value
   * @throws IllegalArgumentException if it does not come back; the message says what is lost
   */
  public void require(JsonMapping mapping, Object value, Type type, byte[] json) {
    Class<?> actual = value.getClass();
    Object name = type == actual ? actual : new Written(type, actual);
    Integer before = tried.get(name);
    if (before == null || before < MOST) {
      prove(mapping, type, json);
      tried.merge(name, leavesNothingEmpty(json) ? MOST : 1, Integer::sum);
    }
  }

  private static void prove(JsonMapping mapping, Type type, byte[] json) {
    @Nullable String difference;
    try {
      Object read = mapping.read(json, type);
      if (read == null) {
        throw new IllegalArgumentException("it is null");
      }
      difference = JsonDifference.between(json, mapping.write(read, type));
    } catch (MalformedJsonException | ClassCastException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "what is written of it could not be read back: " + e.getMessage(), e);
    }
    if (difference != null) {
      throw new IllegalArgumentException(
          "what is written of it would come back different at '"
              + difference
              + "'; let a constructor or setter take that property, or leave it out by @JsonIgnore");
    }
  }

  /**
   * Whether there is no null, no empty array, object or text, as far as can be told at a glance.
   */
  private static boolean leavesNothingEmpty(byte[] json) {
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
