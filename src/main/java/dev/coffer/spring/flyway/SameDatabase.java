package dev.coffer.spring.flyway;

import dev.coffer.api.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether two DataSources use the same database: they are the same object, or their URLs are
 * equal without parameters. An application often gives Flyway its own DataSource with another
 * account.
 */
final class SameDatabase {

  private SameDatabase() {}

  static boolean test(@Nullable DataSource one, DataSource other) {
    return one == other || (one != null && place(one).equals(place(other)));
  }

  private static String place(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String url = connection.getMetaData().getURL();
      return url.split("[?;]", 2)[0] + " " + connection.getCatalog();
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "The database cannot be reached to migrate Coffer's schema: " + e.getMessage(), e);
    }
  }
}
