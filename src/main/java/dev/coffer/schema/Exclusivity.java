package dev.coffer.schema;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells whether this process alone has a database open. Stateless. */
public final class Exclusivity {

  /** The database answers by itself: its URL, as the connection tells it, lacks all settings. */
  private static final String QUERY =
      "select database_path(),"
          + " (select count(*) from INFORMATION_SCHEMA.SESSIONS where SERVER is not null)";

  private Exclusivity() {}

  /**
   * Whether no other process can write to the database while this one has it open: only an H2 in
   * this process that no session has reached by a server so far, and that is in memory or in a file
   * that H2 has locked for this process. False where that is not certain.
   *
   * <p>A server that this process starts later, for a database that it has open already, is not
   * noticed.
   */
  public static boolean isCertain(Connection connection, Database database) throws SQLException {
    if (database.product() != Database.Product.H2) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(QUERY);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(2) == 0 && isLockedByThisProcess(row.getString(1));
    }
  }

  /**
   * By default H2 locks the file itself. By {@code AUTO_SERVER} it keeps the address of a server
   * for other processes in a lock file instead, and some kinds of file systems it does not lock.
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
