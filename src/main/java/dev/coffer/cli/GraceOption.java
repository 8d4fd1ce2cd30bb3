package dev.coffer.cli;

import dev.coffer.backup.BackupSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option for the grace of a repository. */
final class GraceOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      description =
          "The time from the mark of a file to its deletion, such as 12h; 2d by default. Every"
              + " backup must take less than this.")
  private @Nullable Duration grace;

  /**
   * The settings with this grace.
   *
   * @throws ParameterException if it is negative
   */
  BackupSettings in(BackupSettings settings) {
    if (grace == null) {
      return settings;
    }
    try {
      return settings.withGrace(grace);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--grace must not be negative", e);
    }
  }
}
