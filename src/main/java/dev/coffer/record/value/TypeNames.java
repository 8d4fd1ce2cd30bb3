package dev.coffer.record.value;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.api.RecordKeyException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.format.RawJson;
import dev.coffer.record.TypeName;
import dev.coffer.record.key.KeyRules;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stable names of types: each class has one name, and each name has one class. An unregistered
 * class gets its simple name at its first use. Thread-safe.
 */
public final class TypeNames {
  /** The name of bytes, which are stored verbatim. */
  static final String BYTES = "bytes";

  /** The name of JSON that is stored verbatim. */
  static final String JSON = "json";

  private static final Set<String> RESERVED = Set.of(BYTES, JSON);

  private final Map<Class<?>, TypeName> names = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private final Map<String, Class<?>> classes = new HashMap<>();

  /** The names of the types that are stored verbatim, and no others. */
  public TypeNames() {
    names.put(byte[].class, TypeName.of(BYTES, 1));
    names.put(RawJson.class, TypeName.of(JSON, 1));
  }

  /**
   * Registers the name of a class whose form has version 1; see {@link #register(Class, TypeName)}.
   */
  public void register(Class<?> type, String name) {
    Objects.requireNonNull(type, "The type to register is null.");
    Objects.requireNonNull(name, () -> "The name for " + type.getName() + " is null.");
    register(type, TypeName.of(name, 1));
  }

  /**
   * Registers the name of a class.
   *
   * @throws RecordTypeException if the name is reserved or taken, if the class has another one, or
   *     if a version has no function although an older one has
   */
  public synchronized void register(Class<?> type, TypeName typeName) {
    Class<?> boxed = box(Objects.requireNonNull(type, "The type to register is null."));
    Objects.requireNonNull(typeName, () -> "The typeName for " + type.getName() + " is null.");
    check(boxed, typeName);
    @Nullable TypeName known = names.get(boxed);
    if (known != null && !known.equals(typeName)) {
      String difference =
          known.storedName().equals(typeName.storedName())
              ? " already, with other functions"
              : " already, not '" + typeName.storedName() + "'";
      throw refused(
          boxed.getName()
              + " is registered under the type name '"
              + known.storedName()
              + "'"
              + difference
              + "; register a type before its first use, and once");
    }
    String name = typeName.name();
    @Nullable Class<?> rival = classes.putIfAbsent(name, boxed);
    if (rival != null && rival != boxed) {
      throw refused(
          boxed.getName()
              + " and "
              + rival.getName()
              + " would both be stored under the type name '"
              + name
              + "'; give one of them another name with registerType before its first use");
    }
    // The first of several equal names stays, so that reads of the heap compare one object.
    names.putIfAbsent(boxed, typeName);
  }

  private static void check(Class<?> type, TypeName typeName) {
    String name = typeName.name();
    try {
      KeyRules.checkTypeName(type, name);
      KeyRules.checkTypeName(type, typeName.storedName());
    } catch (RecordKeyException e) {
      throw new RecordTypeException("", "", String.valueOf(e.getMessage()), e);
    }
    if (RESERVED.contains(name)) {
      throw refused("The type name '" + name + "' is reserved for values that are kept verbatim");
    }
    if (StoredType.isAmbiguous(name)) {
      throw refused(
          "The type name '"
              + name
              + "' ends like a version; give the version by TypeName.of and registerType, or use"
              + " another name");
    }
    TreeSet<Integer> older = new TreeSet<>(typeName.olderVersions());
    if (!older.isEmpty() && typeName.version() - older.first() > older.size()) {
      int gap = older.first();
      while (older.contains(gap)) {
        gap++;
      }
      throw refused(
          "The type '%s' has a function that converts from version %d, but none from version %d; add from(%d, …)"
              .formatted(name, older.first(), gap, gap));
    }
  }

  /**
   * The older forms that the registered names can convert: the type name in the records of a form,
   * with the registered name.
   */
  public synchronized Map<String, TypeName> olderForms() {
    Map<String, TypeName> older = new TreeMap<>();
    classes.forEach(
        (name, type) -> {
          TypeName registered = names.get(type);
          if (registered != null) {
            registered
                .olderVersions()
                .forEach(version -> older.put(TypeName.of(name, version).storedName(), registered));
          }
        });
    return older;
  }

  /** The type with its name. A class without a name gets one now. */
  public <T> ValueType<T> of(Class<T> type) {
    Class<T> boxed = box(Objects.requireNonNull(type, "The type of the values is null."));
    return of(boxed, boxed);
  }

  /** The type with its type arguments, under the name of its class. */
  public <T> ValueType<T> of(Class<T> raw, Type full) {
    @Nullable TypeName name = names.get(raw);
    if (name == null) {
      if (raw.getSimpleName().isEmpty() || raw.isHidden()) {
        throw refused(
            raw.getName()
                + " has no simple name to store its values under; give it one with"
                + " registerType, or use a named class");
      }
      register(raw, raw.getSimpleName());
      name = Objects.requireNonNull(names.get(raw));
    }
    return new ValueType<>(raw, full, name);
  }

  /**
   * The type of a value without a declared type. Collections and maps have the type of their
   * interface, independent of the implementing class.
   */
  public ValueType<?> ofValue(Object value) {
    for (Class<?> general : List.of(List.class, Set.class, Map.class)) {
      if (general.isInstance(value)) {
        return of(general);
      }
    }
    Class<?> type =
        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    return of(type);
  }

  @SuppressWarnings("unchecked") // a primitive type and its wrapper are both Class<T>
  private static <T> Class<T> box(Class<T> type) {
    return (Class<T>) MethodType.methodType(type).wrap().returnType();
  }

  private static RecordTypeException refused(String message) {
    return new RecordTypeException("", "", message + ".");
  }
}
