package dev.coffer.record.value;

import dev.coffer.api.ContentHash;
import dev.coffer.format.RawJson;
import dev.coffer.record.ImmutableValue;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether callers can share a value because nothing reachable from it ever changes. The
 * check inspects the value itself and not declared types, because a {@code List} may be mutable or
 * immutable. It inspects the fields of a record and not its accessors, because an accessor may copy
 * an object that the record itself changes later. An unreadable field counts as mutable. Stateless
 * except for a cache of facts about classes; thread-safe.
 */
public final class Immutability {

  /**
   * The greatest depth of a value. Deeper values count as mutable, so that the check always ends
   * soon.
   */
  private static final int DEEPEST = 16;

  /** The largest size of a collection or map. Larger ones count as mutable. */
  private static final int MOST_ELEMENTS = 1000;

  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          URI.class,
          Locale.class,
          Currency.class,
          Instant.class,
          Duration.class,
          Period.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          ZoneOffset.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          DayOfWeek.class,
          ContentHash.class,
          RawJson.class);

  /** The fields of a record that may hold a mutable object. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return shape(type);
        }
      };

  private Immutability() {}

  /** Whether this value never changes. */
  public static boolean of(Object value) {
    return of(value, 0);
  }

  private static boolean of(@Nullable Object value, int depth) {
    if (value == null) {
      return true;
    }
    Shape shape = SHAPES.get(value.getClass());
    return switch (shape.kind) {
      case IMMUTABLE -> true;
      case RECORD -> depth < DEEPEST && shape.components(value).stream().allMatch(deeper(depth));
      case OTHER -> depth < DEEPEST && ofContainer(value, depth);
    };
  }

  private static java.util.function.Predicate<@Nullable Object> deeper(int depth) {
    return part -> of(part, depth + 1);
  }

  /**
   * Relies on the JDK: the copy of an unmodifiable collection of the JDK is the collection itself.
   */
  private static boolean ofContainer(Object value, int depth) {
    if (value instanceof Optional<?> optional) {
      return optional.map(part -> of(part, depth + 1)).orElse(true);
    }
    if (value instanceof Map<?, ?> map) {
      return map.size() <= MOST_ELEMENTS
          && isOwnCopy(map)
          && map.keySet().stream().allMatch(deeper(depth))
          && map.values().stream().allMatch(deeper(depth));
    }
    return value instanceof Collection<?> collection
        && collection.size() <= MOST_ELEMENTS
        && isOwnCopy(collection)
        && collection.stream().allMatch(deeper(depth));
  }

  @SuppressWarnings("ReferenceEquality") // the identity of the objects is the proof
  private static boolean isOwnCopy(Object container) {
    try {
      return container
          == (container instanceof Map<?, ?> map
              ? Map.copyOf(map)
              : container instanceof Set<?> set
                  ? Set.copyOf(set)
                  : container instanceof List<?> list ? List.copyOf(list) : null);
    } catch (NullPointerException e) {
      // A collection that contains null is not an unmodifiable collection of the JDK.
      return false;
    }
  }

  /**
   * Computes the shape of a class. The constants of an enum count as immutable in spite of their
   * fields: all decoded values have the same constants, shared or not.
   */
  private static Shape shape(Class<?> type) {
    if (PLAIN.contains(type)
        || type.isAnnotationPresent(ImmutableValue.class)
        || Enum.class.isAssignableFrom(type)) {
      return new Shape(Kind.IMMUTABLE, List.of());
    }
    if (!type.isRecord()) {
      return new Shape(Kind.OTHER, List.of());
    }
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> its = component.getType();
      if (its.isPrimitive() || (PLAIN.contains(its) && Modifier.isFinal(its.getModifiers()))) {
        continue;
      }
      try {
        Field field = type.getDeclaredField(component.getName());
        field.setAccessible(true);
        fields.add(field);
      } catch (NoSuchFieldException | InaccessibleObjectException | SecurityException e) {
        return new Shape(Kind.OTHER, List.of());
      }
    }
    return new Shape(fields.isEmpty() ? Kind.IMMUTABLE : Kind.RECORD, fields);
  }

  private enum Kind {
    IMMUTABLE,
    RECORD,
    OTHER
  }

  private record Shape(Kind kind, List<Field> fields) {

    List<@Nullable Object> components(Object record) {
      List<@Nullable Object> components = new ArrayList<>(fields.size());
      for (Field field : fields) {
        try {
          components.add(field.get(record));
        } catch (IllegalAccessException e) {
          // The content of the field is unknown.
          components.add(new Object());
        }
      }
      return components;
    }
  }
}
