package dev.coffer.cache.ehcache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that replace the names of frequent classes in cached entries. A missing or unused
 * class only costs bytes.
 */
final class KnownClasses {

  static final int UNKNOWN = -1;

  private static final List<String> NAMES =
      List.of(
          "dev.coffer.codec.frame.Payload",
          "dev.coffer.entity.StoredContent",
          "org.hibernate.cache.internal.CacheKeyImplementation",
          "org.hibernate.cache.spi.entry.StandardCacheEntryImpl",
          "[Ljava.io.Serializable;",
          "[Ljava.lang.Object;",
          "java.lang.Long",
          "java.lang.Integer",
          "java.lang.Short",
          "java.lang.Number",
          "java.time.Ser",
          "java.util.UUID",
          "[B");

  private static final Map<String, Integer> INDEX = index();

  private KnownClasses() {}

  static int indexOf(String name) {
    return INDEX.getOrDefault(name, UNKNOWN);
  }

  static String name(int index) {
    return NAMES.get(index);
  }

  private static Map<String, Integer> index() {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      index.put(NAMES.get(i), i);
    }
    return Map.copyOf(index);
  }
}
