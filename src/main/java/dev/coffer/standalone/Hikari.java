package dev.coffer.standalone;

/** The question whether HikariCP is on the class path. */
final class Hikari {

  private Hikari() {}

  /** Whether its classes can be found. It does not throw. */
  static boolean isPresent() {
    try {
      Class.forName("com.zaxxer.hikari.HikariDataSource", false, Hikari.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
