package dev.coffer.record.key;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of keys that are Java records. The text has the texts of the components in their
 * order; a record in a component adds its own components in its place.
 */
final class RecordConversion<K> implements KeyConversion<K> {

  /** A component. */
  private record Part(String name, Method accessor, KeyConversion<?> conversion) {

    @Override
    public String toString() {
      return conversion.type().getSimpleName() + " " + name;
    }
  }

  private final Class<K> type;
  private final List<Part> parts;
  private final Constructor<K> constructor;

  private RecordConversion(Class<K> type, List<Part> parts, Constructor<K> constructor) {
    this.type = type;
    this.parts = parts;
    this.constructor = constructor;
  }

  static <K> RecordConversion<K> build(
      Class<?> keyType, Class<K> type, String place, Set<Class<?>> enclosing) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length == 0) {
      throw KeyConversions.refused(
          keyType,
          ": the record " + type.getName() + " has no components",
          "use a record with components");
    }
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : components) {
      String name = place.isEmpty() ? component.getName() : place + "." + component.getName();
      Class<?> boxed = MethodType.methodType(component.getType()).wrap().returnType();
      KeyConversion<?> conversion = KeyConversions.build(keyType, boxed, name, enclosing);
      parts.add(new Part(component.getName(), component.getAccessor(), conversion));
    }
    try {
      Constructor<K> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      parts.forEach(part -> part.accessor.setAccessible(true));
      return new RecordConversion<>(type, List.copyOf(parts), constructor);
    } catch (InaccessibleObjectException e) {
      IllegalArgumentException refused =
          KeyConversions.refused(
              keyType,
              ": the module of " + type.getName() + " does not open its package",
              "open the package to Coffer");
      refused.initCause(e);
      throw refused;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor.", e);
    }
  }

  @Override
  public Class<K> type() {
    return type;
  }

  @Override
  public boolean holdsArrays() {
    return parts.stream().anyMatch(part -> part.conversion.holdsArrays());
  }

  @Override
  public String toText(K key) {
    List<String> texts = new ArrayList<>();
    write(key, texts);
    return KeyParts.join(texts);
  }

  private void write(Object key, List<String> texts) {
    for (Part part : parts) {
      Object value = valueOf(key, part);
      if (value == null) {
        String name = type.getSimpleName() + "." + part.name;
        throw new UnfitKeyException(
            name, "has null in its component " + name + "; every component needs a value.");
      }
      write(part.conversion, value, texts);
    }
  }

  private static <P> void write(KeyConversion<P> conversion, Object value, List<String> texts) {
    if (conversion instanceof RecordConversion<P> nested) {
      nested.write(value, texts);
    } else {
      texts.add(conversion.toText(conversion.type().cast(value)));
    }
  }

  private @Nullable Object valueOf(Object key, Part part) {
    try {
      return part.accessor.invoke(key);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "The accessor " + type.getName() + "." + part.name + "() of a key failed.", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(part.accessor + " is no longer accessible.", e);
    }
  }

  @Override
  public K fromText(String text) {
    Iterator<String> texts = KeyParts.split(text).iterator();
    return read(texts);
  }

  private K read(Iterator<String> texts) {
    Object[] values = new Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      KeyConversion<?> conversion = parts.get(i).conversion;
      values[i] =
          conversion instanceof RecordConversion<?> nested
              ? nested.read(texts)
              : conversion.fromText(texts.next());
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "The constructor of " + type.getName() + " refused the stored parts.", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " is no longer usable.", e);
    }
  }

  /**
   * The texts of the leading components.
   *
   * @throws UnfitKeyException if these values are not of the leading components
   */
  KeyRange range(List<Object> leading, boolean descending) {
    if (leading.size() > parts.size()) {
      throw misfit(leading, leading.size() + " parts are too many");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < leading.size(); i++) {
      Part part = parts.get(i);
      Object value = leading.get(i);
      if (!part.conversion.type().isInstance(value)) {
        throw misfit(
            leading,
            "part %d is of the type %s instead of %s"
                .formatted(i + 1, value.getClass().getSimpleName(), part));
      }
      write(part.conversion, value, texts);
    }
    String text = KeyParts.join(texts);
    return leading.size() == parts.size()
        ? new KeyRange(text, null, text + KeyParts.SEPARATOR, descending)
        : KeyRange.ofPrefix(text + KeyParts.SEPARATOR, descending);
  }

  private UnfitKeyException misfit(List<Object> leading, String why) {
    return new UnfitKeyException(
        Arrays.deepToString(leading.toArray()),
        "has the type %s(%s), but %s; use the values of its first components."
            .formatted(
                type.getSimpleName(),
                parts.stream().map(Part::toString).collect(Collectors.joining(", ")),
                why));
  }
}
