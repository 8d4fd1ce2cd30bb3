package dev.coffer.spring.flyway;

import dev.coffer.api.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether two sources lead to the same database: the same object, or the same URL but for its
 * parameters. An application often gives Flyway a source of its own, with another account.
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
