package dev.coffer.standalone;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.MissingLibraryException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The supported JDBC drivers with safe connection settings: a thread that waits for a dead server
 * gets an error and does not hang for ever. Settings in the URL take precedence.
 */
enum Driver {
  /** H2, embedded or as a server. Its connections have no timeouts. */
  H2("jdbc:h2:", "org.h2.Driver", "com.h2database:h2"),

  MARIADB("jdbc:mariadb:", "org.mariadb.jdbc.Driver", "org.mariadb.jdbc:mariadb-java-client"),

  POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", "org.postgresql:postgresql");

  /** Enough for all statements of the records and contents of an application. */
  private static final int H2_STATEMENTS = 64;

  private final String prefix;
  private final String className;
  private final String dependency;

  Driver(String prefix, String className, String dependency) {
    this.prefix = prefix;
    this.className = className;
    this.dependency = dependency;
  }

  /**
   * The driver for a URL.
   *
   * @throws DatabaseUnavailableException if no driver supports the URL
   * @throws MissingLibraryException if the driver is not on the class path
   */
  static Driver forUrl(String url) {
    Driver driver =
        Arrays.stream(values())
            .filter(each -> url.startsWith(each.prefix))
            .findFirst()
            .orElseThrow(() -> unknown(url));
    try {
      Class.forName(driver.className, true, Driver.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new MissingLibraryException(
          driver.dependency,
          "The driver for "
              + Redaction.url(url)
              + " is not on the class path; add "
              + driver.dependency
              + ".",
          e);
    }
    return driver;
  }

  private static DatabaseUnavailableException unknown(String url) {
    String known = Arrays.stream(values()).map(d -> d.prefix).collect(Collectors.joining(", "));
    return new DatabaseUnavailableException(
        Redaction.url(url)
            + " is not the URL of a database that Coffer can open; it must begin with one of "
            + known
            + ".");
  }

  /** The connection properties for a URL: the safe settings without those in the URL. */
  Map<String, String> propertiesFor(String url, int socketTimeoutMillis) {
    String folded = url.toLowerCase(Locale.ROOT);
    Map<String, String> properties = new LinkedHashMap<>();
    safeProperties(socketTimeoutMillis)
        .forEach(
            (name, value) -> {
              if (!folded.contains(name.toLowerCase(Locale.ROOT) + "=")) {
                properties.put(name, value);
              }
            });
    return properties;
  }

  /**
   * The safe settings. With the drivers' own defaults, a thread waits for a dead server for ever.
   */
  private Map<String, String> safeProperties(int socketTimeoutMillis) {
    return switch (this) {
      // By default, H2 keeps eight statements for each connection, and parses and plans all others
      // at each use.
      case H2 -> Map.of("QUERY_CACHE_SIZE", String.valueOf(H2_STATEMENTS));
      // Timeouts are in milliseconds. With server-side preparation, rows are sent in binary form.
      case MARIADB ->
          Map.of(
              "useServerPrepStmts", "true",
              "connectTimeout", "5000",
              "socketTimeout", String.valueOf(socketTimeoutMillis),
              "tcpKeepAlive", "true");
      // Timeouts are in seconds.
      case POSTGRESQL ->
          Map.of(
              "reWriteBatchedInserts", "true",
              "connectTimeout", "5",
              "socketTimeout", String.valueOf(socketTimeoutMillis / 1000),
              "tcpKeepAlive", "true");
    };
  }

  /**
   * The statement that makes the database write each commit to disk before it acknowledges the
   * commit. It is empty if this is the default or if the URL has the setting. H2 stores it as a
   * setting of the database.
   */
  Optional<String> statementForDurability(String url) {
    return this == H2 && !url.toLowerCase(Locale.ROOT).contains("write_delay")
        ? Optional.of("set write_delay 0")
        : Optional.empty();
  }

  /** Whether the database runs in this process, so that its connections cannot become stale. */
  boolean isEmbedded(String url) {
    return this == H2 && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
  }
}
