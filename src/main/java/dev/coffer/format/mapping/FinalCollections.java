package dev.coffer.format.mapping;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Support for collections and maps in final fields, which a constructor assigns. Not instantiable.
 */
public final class FinalCollections {

  private FinalCollections() {}

  /** Whether this type is a collection or a map. */
  public static boolean isOne(Class<?> type) {
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }

  /**
   * Replaces the elements of a collection or map with the elements of another one.
   *
   * @return false if it is unmodifiable or if one of the two is null; the caller must then set the
   *     field
   */
  @SuppressWarnings("unchecked") // both have the field's type
  public static boolean fill(@Nullable Object existing, @Nullable Object content) {
    try {
      if (existing instanceof Collection<?> collection && content instanceof Collection<?> added) {
        collection.clear();
        ((Collection<Object>) collection).addAll(added);
        return true;
      }
      if (existing instanceof Map<?, ?> map && content instanceof Map<?, ?> added) {
        map.clear();
        ((Map<Object, Object>) map).putAll(added);
        return true;
      }
    } catch (UnsupportedOperationException e) {
      return false;
    }
    return false;
  }
}
