package dev.coffer.cache.ehcache;

/** The question whether the classes of optional libraries are on the class path. */
final class Libraries {

  private Libraries() {}

  /** Whether all classes of these names can be found. It does not throw. */
  static boolean arePresent(String... names) {
    for (String name : names) {
      try {
        Class.forName(name, false, Libraries.class.getClassLoader());
      } catch (ClassNotFoundException | LinkageError e) {
        return false;
      }
    }
    return true;
  }
}
