package dev.coffer.record.key;

import java.util.LinkedHashSet;
import java.util.Set;

/** The conversions of all types of keys. */
final class KeyConversions {
  private static final String SUPPORTED =
      "String, UUID, Long, Integer, Double, BigInteger, Instant, LocalDate, LocalDateTime, byte[],"
          + " an enum, or a record of these";

  /**
   * The conversions of records, each built at its first use. A class of the JDK must not have a
   * value here: it would keep the class loader of a host after a redeployment.
   */
  private static final ClassValue<KeyConversion<?>> OF_RECORDS =
      new ClassValue<>() {
        @Override
        protected KeyConversion<?> computeValue(Class<?> type) {
          return newConversion(type);
        }
      };

  private KeyConversions() {}

  /**
   * The conversion of this type.
   *
   * @throws IllegalArgumentException if the type is not a supported type of keys
   */
  static KeyConversion<?> of(Class<?> type) {
    return type.isRecord() ? OF_RECORDS.get(type) : newConversion(type);
  }

  private static KeyConversion<?> newConversion(Class<?> type) {
    return build(type, type, "", new LinkedHashSet<>());
  }

  /**
   * Builds the conversion of a type or of a component in it.
   *
   * @param keyType the type of the keys, for messages
   * @param place the component, for messages; empty for the keys themselves
   * @param enclosing the records around the component
   */
  static KeyConversion<?> build(
      Class<?> keyType, Class<?> type, String place, Set<Class<?>> enclosing) {
    KeyConversion<?> simple = SimpleConversion.of(type);
    if (simple != null) {
      return simple;
    }
    if (!type.isRecord()) {
      throw refused(
          keyType,
          place.isEmpty() ? "" : ": its component " + place + " has the type " + type.getTypeName(),
          "use " + SUPPORTED);
    }
    if (type.getTypeParameters().length > 0) {
      throw refused(
          keyType, ": the record " + type.getName() + " is generic", "use a record without types");
    }
    if (!enclosing.add(type)) {
      throw refused(
          keyType,
          ": its component " + place + " has the type of a record around it",
          "use a record that does not contain itself");
    }
    KeyConversion<?> conversion = RecordConversion.build(keyType, type, place, enclosing);
    enclosing.remove(type);
    return conversion;
  }

  static IllegalArgumentException refused(Class<?> keyType, String why, String remedy) {
    return new IllegalArgumentException(
        "Keys cannot be of " + keyType.getTypeName() + why + "; " + remedy + ".");
  }
}
