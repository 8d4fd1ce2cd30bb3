package dev.coffer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
    name = Commands.ROOT,
    mixinStandardHelpOptions = true,
    versionProvider = CofferCommand.Version.class,
    description = "Records and deduplicated contents in your own database.",
    footer = {
      "",
      "Exit codes: 0 done, 1 damaged, not found or unusable input, 2 wrong usage,",
      "3 the database or repository cannot be reached or used, 130 interrupted.",
      "",
      "Example:",
      "  coffer stats --url jdbc:h2:./game-data"
    })
final class CofferCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine coffer = spec.commandLine();
    coffer.usage(coffer.getErr(), Ansi.OFF);
    return ExitCode.USAGE;
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CofferCommand.class.getPackage().getImplementationVersion();
      return new String[] {"coffer " + (version == null ? "(not packaged)" : version)};
    }
  }
}
