package dev.coffer.record.key;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The conversion of keys that have no parts. */
record SimpleConversion<K>(
    Class<K> type, Function<K, String> writer, Function<String, K> reader, boolean holdsArrays)
    implements KeyConversion<K> {

  private static final List<SimpleConversion<?>> KNOWN =
      List.of(
          of(String.class, Function.identity(), Function.identity()),
          of(UUID.class, UUID::toString, UUID::fromString),
          of(Long.class, NumberKeys::of, NumberKeys::toLong),
          of(Integer.class, NumberKeys::of, NumberKeys::toInteger),
          of(Double.class, DoubleKeys::of, DoubleKeys::toDouble),
          of(BigInteger.class, BigIntegerKeys::of, BigIntegerKeys::toBigInteger),
          of(Instant.class, TimeKeys::of, TimeKeys::toInstant),
          of(LocalDate.class, TimeKeys::of, TimeKeys::toLocalDate),
          of(LocalDateTime.class, TimeKeys::of, TimeKeys::toLocalDateTime),
          new SimpleConversion<>(byte[].class, ByteKeys::of, ByteKeys::toBytes, true));

  private static <K> SimpleConversion<K> of(
      Class<K> type, Function<K, String> writer, Function<String, K> reader) {
    return new SimpleConversion<>(type, writer, reader, false);
  }

  /** The conversion of this type; null if the type has parts or is not supported. */
  static @Nullable KeyConversion<?> of(Class<?> type) {
    for (SimpleConversion<?> known : KNOWN) {
      if (known.type == type) {
        return known;
      }
    }
    return type.isEnum() ? ofEnum(type) : null;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is an enum
  private static KeyConversion<?> ofEnum(Class<?> type) {
    return of(
        (Class) type,
        (Function<Enum<?>, String>) Enum::name,
        name -> Enum.valueOf((Class) type, name));
  }

  @Override
  public String toText(K key) {
    return writer.apply(key);
  }

  @Override
  public K fromText(String text) {
    return reader.apply(text);
  }
}
