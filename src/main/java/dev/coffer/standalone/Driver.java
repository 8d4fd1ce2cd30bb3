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
 * The JDBC drivers that Coffer opens databases by, with the settings that make each safe: whoever
 * waits for a dead server gets an error, not a thread that hangs for ever. What the URL sets itself
 * is left alone.
 */
enum Driver {
  /** Embedded, or a server of its own. Its connections know no timeouts. */
  H2("jdbc:h2:", "org.h2.Driver", "com.h2database:h2"),

  MARIADB("jdbc:mariadb:", "org.mariadb.jdbc.Driver", "org.mariadb.jdbc:mariadb-java-client"),

  POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", "org.postgresql:postgresql");

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
   * @throws DatabaseUnavailableException if the URL is for none of them
   * @throws MissingLibraryException if it is not on the class path
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

  /** The properties for a URL: those that make it safe, but for what the URL sets itself. */
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

  /** By the drivers' own defaults nobody who waits for a dead server ever gives up. */
  private Map<String, String> safeProperties(int socketTimeoutMillis) {
    return switch (this) {
      case H2 -> Map.of();
      // In milliseconds. Prepared on the server, rows travel in binary form.
      case MARIADB ->
          Map.of(
              "useServerPrepStmts", "true",
              "connectTimeout", "5000",
              "socketTimeout", String.valueOf(socketTimeoutMillis),
              "tcpKeepAlive", "true");
      // In seconds.
      case POSTGRESQL ->
          Map.of(
              "reWriteBatchedInserts", "true",
              "connectTimeout", "5",
              "socketTimeout", String.valueOf(socketTimeoutMillis / 1000),
              "tcpKeepAlive", "true");
    };
  }

  /**
   * The statement that makes the database write out each commit before it is acknowledged; empty
   * where that is the default, or the URL says otherwise. H2 keeps it as a setting of the database.
   */
  Optional<String> statementForDurability(String url) {
    return this == H2 && !url.toLowerCase(Locale.ROOT).contains("write_delay")
        ? Optional.of("set write_delay 0")
        : Optional.empty();
  }

  /** Whether the database lives in this process, and connections to it cannot go stale. */
  boolean isEmbedded(String url) {
    return this == H2 && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
  }
}
