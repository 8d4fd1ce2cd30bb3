package dev.coffer.format.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The property names of one class, derived from its accessors in the same way for every JSON
 * library. Immutable and thread-safe.
 *
 * <p>Libraries disagree about accessors with two capital letters after the prefix. Jackson 2
 * derives {@code isbn} from {@code getISBN} and {@code xindex} from {@code getXIndex}. Jackson 3
 * derives {@code ISBN} from the former, and {@code XIndex} or {@code xIndex} from the latter. This
 * class uses the name of the field. Without a matching field, and in records, it uses the JavaBeans
 * name: {@code ISBN}, {@code XIndex}. The other names stay known, so that values stored under any
 * of them can be read.
 */
public final class PropertyNames {
  private final boolean isRecord;
  private final Set<String> fields = new TreeSet<>();
  private final Set<String> accessors = new TreeSet<>();
  private final Set<String> getters = new TreeSet<>();

  private PropertyNames(Class<?> type) {
    this.isRecord = type.isRecord();
    collect(type);
  }

  /** The property names of a class. */
  public static PropertyNames of(Class<?> type) {
    return new PropertyNames(type);
  }

  private void collect(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        fields.add(field.getName());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      String name = method.getName();
      int prefix = prefix(method);
      if (prefix > 0 && name.length() > prefix) {
        accessors.add(name.substring(prefix));
        if (method.getParameterCount() == 0 && Modifier.isPublic(method.getModifiers())) {
          getters.add(name.substring(prefix));
        }
      }
    }
    for (Class<?> above : type.getInterfaces()) {
      collect(above);
    }
    Class<?> parent = type.getSuperclass();
    if (parent != null && parent != Object.class) {
      collect(parent);
    }
  }

  private static int prefix(Method method) {
    if (Modifier.isStatic(method.getModifiers())) {
      return 0;
    }
    String name = method.getName();
    return switch (method.getParameterCount()) {
      case 0 -> name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
      case 1 -> name.startsWith("set") ? 3 : 0;
      default -> 0;
    };
  }

  /**
   * The name of a property.
   *
   * @param accessor the name of its accessor without prefix, such as {@code ISBN}
   */
  public String name(String accessor) {
    String standard = standard(accessor);
    if (!isRecord && isAmbiguous(accessor)) {
      for (String candidate : candidates(accessor)) {
        if (fields.contains(candidate) && !hasRival(accessor, candidate)) {
          return candidate;
        }
      }
    }
    return standard;
  }

  /** The other names under which a property may have been stored; empty for most properties. */
  public Set<String> others(String name) {
    Set<String> others = Collections.emptySet();
    for (String accessor : accessors) {
      if (isAmbiguous(accessor) && name(accessor).equals(name)) {
        if (others.isEmpty()) {
          others = new LinkedHashSet<>();
        }
        others.addAll(candidates(accessor));
      }
    }
    others.remove(name);
    return others;
  }

  /** The derived properties: the names of public getters without a field. */
  public Set<String> derived() {
    Set<String> derived = new TreeSet<>();
    getters.forEach(accessor -> derived.add(name(accessor)));
    derived.removeAll(fields);
    return derived;
  }

  /** Whether the class is a record. */
  public boolean isRecord() {
    return isRecord;
  }

  private boolean hasRival(String accessor, String candidate) {
    return accessors.stream()
        .anyMatch(other -> !other.equals(accessor) && candidates(other).contains(candidate));
  }

  private static Set<String> candidates(String accessor) {
    Set<String> candidates = new LinkedHashSet<>();
    candidates.add(firstLower(accessor));
    candidates.add(leadingLower(accessor));
    candidates.add(standard(accessor));
    return candidates;
  }

  private static boolean isAmbiguous(String accessor) {
    return accessor.length() > 1
        && isCapital(accessor.charAt(0))
        && Character.isUpperCase(accessor.charAt(1));
  }

  private static boolean isCapital(char c) {
    return Character.toLowerCase(c) != c;
  }

  /** Decapitalizes as JavaBeans does: two leading capitals are kept. */
  private static String standard(String accessor) {
    return isAmbiguous(accessor) ? accessor : firstLower(accessor);
  }

  private static String firstLower(String accessor) {
    return Character.toLowerCase(accessor.charAt(0)) + accessor.substring(1);
  }

  /** Decapitalizes as Jackson 2 does: all leading capitals become lower case. */
  private static String leadingLower(String accessor) {
    StringBuilder name = new StringBuilder(accessor);
    for (int i = 0; i < name.length() && isCapital(name.charAt(i)); i++) {
      name.setCharAt(i, Character.toLowerCase(name.charAt(i)));
    }
    return name.toString();
  }
}
