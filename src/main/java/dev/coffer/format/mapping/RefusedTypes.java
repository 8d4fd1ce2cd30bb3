package dev.coffer.format.mapping;

import org.jspecify.annotations.Nullable;

/** The types that must not be part of a value. Not instantiable. */
public final class RefusedTypes {

  /** By name, because this package must not import the entities. */
  private static final String STORED_CONTENT = "dev.coffer.entity.StoredContent";

  private RefusedTypes() {}

  /** Why a type must not be part of a value; null if it may be. */
  public static @Nullable String reason(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getName().equals(STORED_CONTENT)) {
        return "a StoredContent is an entity of one database and cannot be part of a record's value;"
            + " use its hash, a ContentHash";
      }
    }
    return null;
  }
}
