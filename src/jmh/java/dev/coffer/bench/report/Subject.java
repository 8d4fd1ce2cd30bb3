package dev.coffer.bench.report;

/**
 * A contestant in one configuration.
 *
 * @param name the name of the contestant
 * @param configuration the configuration or the way of use; may be empty
 */
public record Subject(String name, String configuration) {

  public static final Subject RAW_JDBC = new Subject("raw JDBC", "");
  public static final Subject RAW_JDBC_PREPARED = new Subject("raw JDBC", "useServerPrepStmts");
  public static final Subject MERGE = new Subject("plain MERGE", "");
  public static final Subject PAGE_COMPRESSED = new Subject("page_compressed", "");
  public static final Subject SESSION = new Subject("Hibernate Session", "");
  public static final Subject STATELESS = new Subject("Hibernate StatelessSession", "");
  public static final Subject SECOND_LEVEL_CACHE = new Subject("Hibernate second-level cache", "");
  public static final Subject OAK = new Subject("Oak RDBBlobStore", "");
  public static final Subject DUMP = new Subject("mariadb-dump", "");
  public static final Subject SPRING_BOOT = new Subject("Spring Boot", "without Coffer");
  public static final Subject SPRING_CONTENT = new Subject("Spring Content JPA", "");

  /** Bounds that are not relative to another contestant. */
  public static final Subject LONGEST_HIT = new Subject("300 ns", "");

  /** The start without Coffer, and the time that Coffer may add to it. */
  public static final Subject ALLOWED_START = new Subject("that and 300 ms", "");

  public static final Subject LONGEST_GET = new Subject("1.5 s", "");

  public static final Subject SMALL_HEAP = new Subject("a heap of 64 MB", "");

  /** The bytes of the data, each counted once. */
  public static final Subject DATA = new Subject("the data itself", "");

  /** The same subject at a tenth of the rows. */
  public static final Subject ITSELF = new Subject("itself", "");

  /** The mode of a Coffer whose tables are page-compressed. */
  public static final String PAGES = "page_compressed=1";

  private static final String MORE_ROWS = "10× rows";

  /** The same at ten times the rows. */
  public Subject atMoreRows() {
    return new Subject(
        name, configuration.isEmpty() ? MORE_ROWS : configuration + ", " + MORE_ROWS);
  }

  boolean isAtMoreRows() {
    return configuration.endsWith(MORE_ROWS);
  }

  boolean isPageCompressed() {
    return configuration.endsWith(PAGES);
  }

  /** The same subject at a tenth of the rows. */
  Subject atFewerRows() {
    return new Subject(name, configuration.replace(", " + MORE_ROWS, "").replace(MORE_ROWS, ""));
  }

  /** Whether the subject is Coffer, in any configuration. */
  public boolean isCoffer() {
    return "Coffer".equals(name);
  }

  /** Coffer in a configuration and in a mode, which may be empty. */
  public static Subject coffer(String configuration, String mode) {
    return new Subject("Coffer", mode.isEmpty() ? configuration : configuration + ", " + mode);
  }

  @Override
  public String toString() {
    return configuration.isEmpty() ? name : name + " (" + configuration + ")";
  }
}
