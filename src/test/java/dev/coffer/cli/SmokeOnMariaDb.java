package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;
import java.io.IOException;

/**
 * Runs {@code .ci/cli-smoke} with the built command-line jar on a database of the tests' MariaDB,
 * and ends with its exit code. The build calls it after it has built the jar.
 */
final class SmokeOnMariaDb {

  private SmokeOnMariaDb() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int exit;
    try (TestDatabase database = TestDatabase.mariadb()) {
      ProcessBuilder smoke =
          new ProcessBuilder("bash", ".ci/cli-smoke", database.jdbcUrl(), database.user())
              .inheritIO();
      smoke.environment().put("COFFER_SMOKE_PASSWORD", database.password());
      exit = smoke.start().waitFor();
    }
    System.exit(exit);
  }
}
