package dev.coffer.record;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stable name of a type of values and the version of its JSON form, with functions for older
 * forms. Register it by {@link RecordStore#registerType(Class, TypeName)}:
 *
 * <pre>{@code
 * TypeName.of("player", 3)
 *     .from(1, json -> renamed(json, "nick", "name"))
 *     .from(2, json -> with(json, "level", 1));
 * }</pre>
 *
 * <p>A value is written in the newest form, with its version. A value of an older version is read
 * through the functions of its version and of each later one. Each function converts one version to
 * the next. Coffer may call it often, on any thread, and for the same value on several nodes, so it
 * must give equal results for equal arguments and have no other effect.
 *
 * <p>Two names are equal if they have the same name and version and the same functions. Immutable;
 * thread-safe if its functions are.
 */
public final class TypeName {
  private static final char SEPARATOR = '@';
  private static final int LATEST = 999_999_999;

  private final String name;
  private final int version;
  private final String storedName;
  private final SortedMap<Integer, Upcaster> upcasters;

  private TypeName(String name, int version, SortedMap<Integer, Upcaster> upcasters) {
    this.name = name;
    this.version = version;
    this.storedName = version == 1 ? name : name + SEPARATOR + version;
    this.upcasters = upcasters;
  }

  /** A function that converts the JSON of one version to the JSON of the next one. */
  private sealed interface Upcaster {

    RawJson upcast(RawJson json, JsonMapping mapping);
  }

  private record OfObjects(UnaryOperator<Map<String, @Nullable Object>> function)
      implements Upcaster {

    @Override
    @SuppressWarnings("unchecked") // the names of a JSON object are strings
    public RawJson upcast(RawJson json, JsonMapping mapping) {
      if (!(mapping.read(bytes(json), Object.class) instanceof Map<?, ?> object)) {
        throw new IllegalArgumentException(
            "the JSON is not an object; register the function by fromJson");
      }
      Map<String, @Nullable Object> newer =
          function.apply(new LinkedHashMap<>((Map<String, @Nullable Object>) object));
      if (newer == null) {
        throw new IllegalArgumentException("it returned null");
      }
      return new RawJson(new String(mapping.write(newer, Map.class), StandardCharsets.UTF_8));
    }
  }

  private record OfTexts(UnaryOperator<RawJson> function) implements Upcaster {

    @Override
    public RawJson upcast(RawJson json, JsonMapping mapping) {
      RawJson newer = function.apply(json);
      if (newer == null) {
        throw new IllegalArgumentException("it returned null");
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(newer.text())) {
        throw new IllegalArgumentException(
            "its result contains half of a surrogate pair, which is not text");
      }
      RawJson.validate(bytes(newer));
      return newer;
    }
  }

  private static byte[] bytes(RawJson json) {
    return json.text().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The name of a type whose form has this version, without functions for older versions.
   *
   * @param name the stable name, which all versions share; at most 100 characters with the suffix
   *     of the {@link #storedName}. It must not end with {@code @} and a number
   * @param version the version of the form in which values are written, 1 to 999,999,999
   * @throws IllegalArgumentException if the version is outside these limits
   */
  public static TypeName of(String name, int version) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    if (version < 1 || version > LATEST) {
      throw new IllegalArgumentException(
          "The version of the type '%s' is %d; use 1 to %d.".formatted(name, version, LATEST));
    }
    return new TypeName(name, version, new TreeMap<>());
  }

  /**
   * A copy with a function that converts the JSON object of an older version to that of the next
   * version.
   *
   * <p>The function gets a map that it may change and return. Its values are {@code Map<String,
   * Object>}, {@code List<Object>}, {@code String}, {@code Boolean}, null, and numbers: {@code
   * Integer}, {@code Long} or {@code BigInteger} without a fraction, else {@code BigDecimal}.
   * Numbers are exact, except that {@code -0.0} loses its sign. The result may also contain any
   * other value that can be stored in a record.
   *
   * @param version the older version, at least 1
   * @throws IllegalArgumentException if the version is not older than the newest one, or has a
   *     function already
   */
  public TypeName from(int version, UnaryOperator<Map<String, @Nullable Object>> upcaster) {
    return with(
        version,
        new OfObjects(Objects.requireNonNull(upcaster, "The argument 'upcaster' is null.")));
  }

  /**
   * A copy with a function that converts the JSON text of an older version to that of the next
   * version. Use it for a form that is not a JSON object, or with a JSON library of your choice.
   *
   * @param version the older version, at least 1
   * @throws IllegalArgumentException if the version is not older than the newest one, or has a
   *     function already
   */
  public TypeName fromJson(int version, UnaryOperator<RawJson> upcaster) {
    return with(
        version, new OfTexts(Objects.requireNonNull(upcaster, "The argument 'upcaster' is null.")));
  }

  private TypeName with(int older, Upcaster upcaster) {
    if (older < 1 || older >= version) {
      throw new IllegalArgumentException(
          "A function of the type '%s' converts from version %d; use a version from 1 to %d."
              .formatted(name, older, version - 1));
    }
    SortedMap<Integer, Upcaster> more = new TreeMap<>(upcasters);
    if (more.put(older, upcaster) != null) {
      throw new IllegalArgumentException(
          "The type '%s' has two functions that convert from version %d; remove one."
              .formatted(name, older));
    }
    return new TypeName(name, version, more);
  }

  /** The stable name, which all versions share. */
  public String name() {
    return name;
  }

  /** The version of the form in which values are written. */
  public int version() {
    return version;
  }

  /**
   * The name of the newest form in the column {@code type} of {@code coffer_record}: the stable
   * name alone for version 1, and the name with a suffix, such as {@code player@3}, for a later
   * version.
   */
  public String storedName() {
    return storedName;
  }

  /** The older versions that have a function, in ascending order. */
  public Set<Integer> olderVersions() {
    return new TreeSet<>(upcasters.keySet());
  }

  /**
   * The newest form of a JSON value of an older version. Reads of records do the same; call it to
   * test the functions.
   *
   * @param version the version of the value
   * @throws IllegalArgumentException if the version is newer than this one, if a version from it on
   *     has no function, or if a function fails; the message names the version
   */
  public RawJson upcast(RawJson json, int version, JsonMapping mapping) {
    Objects.requireNonNull(json, "The argument 'json' is null.");
    Objects.requireNonNull(mapping, "The argument 'mapping' is null.");
    if (version > this.version) {
      throw new IllegalArgumentException(
          "version %d of the type '%s' is newer than version %d"
              .formatted(version, name, this.version));
    }
    RawJson newer = json;
    for (int older = version; older < this.version; older++) {
      Upcaster upcaster = upcasters.get(older);
      if (upcaster == null) {
        throw new IllegalArgumentException(
            "the type '%s' has no function that converts from version %d".formatted(name, older));
      }
      try {
        newer = upcaster.upcast(newer, mapping);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "the function that converts from version %d failed: %s".formatted(older, reason(e)), e);
      }
    }
    return newer;
  }

  private static String reason(RuntimeException e) {
    return e.getClass() == IllegalArgumentException.class ? String.valueOf(e.getMessage()) : e + "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof TypeName that
            && storedName.equals(that.storedName)
            && version == that.version
            && upcasters.equals(that.upcasters));
  }

  @Override
  public int hashCode() {
    return storedName.hashCode();
  }

  @Override
  public String toString() {
    return storedName;
  }
}
