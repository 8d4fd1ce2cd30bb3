package dev.coffer.format;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collections and maps that a constructor has put into a final field. Not instantiable. */
public final class FinalCollections {

  private FinalCollections() {}

  /** Whether a field of this type holds a collection or a map. */
  public static boolean isOne(Class<?> type) {
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }

  /**
   * Makes a collection or map hold what another one holds.
   *
   * @return false if it cannot be changed, or one of the two is null: the field has to be set
   */
  @SuppressWarnings("unchecked") // both are of the field's type
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
