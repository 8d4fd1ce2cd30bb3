package dev.coffer.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that all others belong to. */
@Command(
    name = "coffer",
    mixinStandardHelpOptions = true,
    versionProvider = CofferCommand.Version.class,
    description = "Records and deduplicated contents in your own database.",
    footer = {
      "",
      "Exit codes: 0 done, 1 damaged, not found or unusable input, 2 wrong usage,",
      "3 the database cannot be reached or used."
    })
final class CofferCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Reads the version that the build left in the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CofferCommand.class.getPackage().getImplementationVersion();
      return new String[] {"coffer " + (version == null ? "(not packaged)" : version)};
    }
  }
}
