package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.testing.TestDatabase;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/** The data of the main job, which the build fetches. */
public final class MainJobData {
  private static final Path DATA = Path.of("target", "trial-data");

  private MainJobData() {}

  /** Writes the data into an empty database. A trial leaves it there. */
  public static void load(TestDatabase database) {
    Outcome trial =
        Shell.run(
            InputStream.nullInputStream(),
            Map.of("TRIAL_PASSWORD", database.password()),
            Terminal.NONE,
            "trial",
            "--url",
            database.jdbcUrl(),
            "--user",
            database.user(),
            "--password-env",
            "TRIAL_PASSWORD",
            "--records",
            "groups=" + DATA.resolve("records") + "#/groups",
            "--records",
            "properties=" + DATA.resolve("records") + "#/properties",
            "--records",
            "hints=" + DATA.resolve("records") + "#/hints",
            "--files",
            DATA.resolve("files").toString());
    assertThat(trial.exitCode()).as(trial.err() + trial.out()).isEqualTo(ExitCode.DONE);
  }
}
