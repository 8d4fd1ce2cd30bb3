package dev.coffer.dialect;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Determines whether only this process has a database open. Stateless. */
public final class Exclusivity {

  /**
   * The query reads the state of the database, because the URL from the connection contains no
   * settings.
   */
  private static final String QUERY =
      "select database_path(),"
          + " (select count(*) from INFORMATION_SCHEMA.SESSIONS where SERVER is not null)";

  private Exclusivity() {}

  /**
   * Whether no other process can write to the database while this process has it open. This is
   * certain only for an H2 database in this process that no session has reached through a server so
   * far, and that is in memory or in a file that H2 has locked for this process. False in all
   * uncertain cases.
   *
   * <p>The check does not detect a server that this process starts later for a database that is
   * already open.
   */
  public static boolean isCertain(Connection connection, Dialect dialect) throws SQLException {
    return dialect.product() == Dialect.Product.H2 && isCertain(connection);
  }

  /** The same for a connection to H2. */
  static boolean isCertain(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUERY);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(2) == 0 && isLockedByThisProcess(row.getString(1));
    }
  }

  /**
   * By default H2 locks the file itself. With {@code AUTO_SERVER}, it writes the address of a
   * server for other processes to a lock file instead. It does not lock files on some kinds of file
   * systems.
   */
  private static boolean isLockedByThisProcess(@Nullable String path) {
    try {
      return path == null
          || (Files.exists(Path.of(path + ".mv.db")) && !Files.exists(Path.of(path + ".lock.db")));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
