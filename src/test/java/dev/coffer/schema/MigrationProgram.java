package dev.coffer.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.Dialects;
import dev.coffer.schema.liquibase.LiquibaseMigration;
import dev.coffer.schema.migration.SchemaMigration;
import dev.coffer.schema.migration.ScriptMigration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;

/**
 * The program that {@link MigrationProcessesContract} runs twice at once. It connects and prints
 * that it is ready. It migrates after a line of input and prints that it is done. It ends after
 * another line, so that the database stays open for the other process.
 */
final class MigrationProgram {

  static final String READY = "ready";
  static final String DONE = "done";

  private MigrationProgram() {}

  /** The kind of migration, then the URL, user and password of the database. */
  public static void main(String[] arguments) throws Exception {
    SchemaMigration way =
        switch (arguments[0]) {
          case "liquibase" -> new LiquibaseMigration();
          case "script" -> new ScriptMigration();
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (Connection connection =
        DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
      Dialect dialect = Dialects.of(connection);
      say(READY);
      await(parent);
      Schema.migrateBy(way, connection, dialect, Duration.ofMinutes(2));
      say(DONE);
      await(parent);
    }
  }

  private static void say(String what) {
    System.out.println(what);
    System.out.flush();
  }

  private static void await(BufferedReader parent) throws IOException {
    if (parent.readLine() == null) {
      throw new IOException("the test has ended");
    }
  }
}
