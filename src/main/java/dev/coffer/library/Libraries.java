package dev.coffer.library;

/** The question whether optional libraries are on the class path. */
public final class Libraries {

  private Libraries() {}

  /** Whether Coffer's class loader finds all classes of these names. It does not throw. */
  public static boolean arePresent(String... names) {
    return arePresentTo(Libraries.class.getClassLoader(), names);
  }

  /** Whether this class loader finds all classes of these names. It does not throw. */
  public static boolean arePresentTo(ClassLoader loader, String... names) {
    for (String name : names) {
      try {
        Class.forName(name, false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        return false;
      }
    }
    return true;
  }
}
