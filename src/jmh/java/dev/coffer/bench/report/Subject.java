package dev.coffer.bench.report;

/**
 * Who was measured.
 *
 * @param name the name of the contestant
 * @param configuration the configuration, or how it was used; may be empty
 */
public record Subject(String name, String configuration) {

  public static final Subject RAW_JDBC = new Subject("raw JDBC", "");
  public static final Subject RAW_JDBC_PREPARED = new Subject("raw JDBC", "useServerPrepStmts");
  public static final Subject PAGE_COMPRESSED = new Subject("page_compressed", "");
  public static final Subject SESSION = new Subject("Hibernate Session", "");
  public static final Subject STATELESS = new Subject("Hibernate StatelessSession", "");

  /** Coffer in a configuration and, where that is measured, a mode. */
  public static Subject coffer(String configuration, String mode) {
    return new Subject("Coffer", mode.isEmpty() ? configuration : configuration + ", " + mode);
  }

  /** Whether it is Coffer in this configuration. */
  public boolean isCoffer(String wanted) {
    return "Coffer".equals(name)
        && (configuration.equals(wanted) || configuration.startsWith(wanted + ","));
  }

  @Override
  public String toString() {
    return configuration.isEmpty() ? name : name + " (" + configuration + ")";
  }
}
