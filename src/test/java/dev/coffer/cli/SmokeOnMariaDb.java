package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;
import java.io.IOException;

/**
 * Runs {@code .ci/cli-smoke}, and by it the built command-line jar, on a database of the tests'
 * MariaDB; ends as it does. The build calls it once the jar is there.
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
