package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.VerificationReport;
import dev.coffer.stats.Statistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Tries Coffer with the user's own data. It stores records and files, a share of them twice, opens
 * the database again, reads and compares everything, and verifies every hash. In an embedded
 * database it also runs the maintenance, and makes a backup that it restores for a trial. One table
 * shows the savings and the speed.
 */
@Command(
    name = "trial",
    description = "Try Coffer with your own data: store, read back, verify, and show the savings.",
    footer = {"", "Example:", "  coffer trial --records orders=orders.json --files ./documents"},
    sortOptions = false)
final class TrialCommand extends ConsoleCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--records",
      paramLabel = "COLLECTION=FILE[#POINTER]",
      description =
          "Records: a JSON array, newline-delimited JSON, an array inside a JSON file (POINTER), or"
              + " a directory of such files. May be repeated.")
  private List<TrialSource> records = new ArrayList<>();

  @Option(
      names = "--files",
      paramLabel = "DIR",
      description = "All files of a directory, at any depth. May be repeated.")
  private List<Path> directories = new ArrayList<>();

  @Option(
      names = "--repeat",
      paramLabel = "SHARE",
      description = "The share that is stored twice, from 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double repeat = 0.3;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Directory for the embedded database, which is deleted afterwards; not used with --url"
              + " (default: the directory for temporary files).")
  private @Nullable Path work;

  TrialCommand(Console console) {
    super(console);
  }

  @Override
  int execute() throws IOException {
    if (records.isEmpty() && directories.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "give --records, --files or both");
    }
    if (!(repeat >= 0 && repeat <= 1)) {
      throw new ParameterException(spec.commandLine(), "--repeat must be from 0 to 1");
    }
    if (connection.isGiven()) {
      return run(connection.ofAny(console), null);
    }
    Path directory = newDirectory();
    String url = "jdbc:h2:" + directory.toAbsolutePath().resolve("trial");
    try {
      return console
          .interruption()
          .guarding(
              () -> deleteQuietly(directory),
              () ->
                  run(
                      OpenSettings.of(AccessOptions.closedByCommand(url)),
                      directory.resolve("backup")));
    } finally {
      delete(directory);
    }
  }

  private Path newDirectory() throws IOException {
    if (work == null) {
      return Files.createTempDirectory("coffer-trial-");
    }
    return Files.createTempDirectory(Files.createDirectories(work), "coffer-trial-");
  }

  private static void deleteQuietly(Path directory) {
    try {
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /**
   * Runs the trial.
   *
   * @param repository the directory for a backup; null if the database belongs to the user, where
   *     data stays as it was written
   */
  private int run(OpenSettings settings, @Nullable Path repository) throws IOException {
    Coffer.migrate(settings);
    Differences differences = new Differences();
    PassedOver passedOver = new PassedOver(console);
    TrialRecords trialRecords = new TrialRecords(console, records, repeat, differences, passedOver);
    TrialFiles trialFiles = new TrialFiles(console, directories, repeat, differences, passedOver);
    StorageReport report;
    try (Coffer coffer = Coffer.open(settings.withMigration(false))) {
      report =
          console
              .interruption()
              .guarding(coffer::close, () -> write(coffer, trialRecords, trialFiles));
    }
    // Opened again, so that all reads come from the database.
    OpenSettings again = settings.withMigration(false).withMaintenance(TrialMaintenance.settings());
    try (Coffer coffer = Coffer.open(again)) {
      VerificationReport verification =
          console
              .interruption()
              .guarding(
                  coffer::close,
                  () -> {
                    read(coffer, trialRecords, trialFiles);
                    return verify(coffer);
                  });
      TrialEnd end =
          repository == null
              ? null
              : console
                  .interruption()
                  .guarding(coffer::close, () -> TrialEnd.run(coffer, repository));
      verification.damaged().forEach(differences::add);
      TrialTable table =
          new TrialTable(
              trialRecords.tally(),
              trialFiles.tally(),
              verification,
              report.physicalBytes(),
              differences);
      print(table, end, differences);
      return differences.count() == 0 && passedOver.isEmpty() && (end == null || end.isDone())
          ? ExitCode.DONE
          : ExitCode.REFUSED;
    }
  }

  private VerificationReport verify(Coffer coffer) {
    try (Progress progress = new Progress(console, "records and contents verified")) {
      return coffer.verify((checked, total) -> progress.at(checked, checked, total));
    }
  }

  private static StorageReport write(
      Coffer coffer, TrialRecords trialRecords, TrialFiles trialFiles) throws IOException {
    StorageReport before = coffer.report();
    if (before.records() > 0 || before.contents().contents() > 0) {
      throw new RefusedException(
          "a trial needs an empty database; this one already has records or contents");
    }
    trialRecords.write(coffer.records());
    StorageReport between = coffer.report();
    TrialTally ofRecords = trialRecords.tally();
    ofRecords.uniqueBytes =
        between.collections().stream().mapToLong(CollectionReport::uniqueBytes).sum();
    ofRecords.storedBytes =
        between.collections().stream().mapToLong(CollectionReport::storedBytes).sum();
    trialFiles.write(coffer.contents());
    StorageReport after = coffer.report();
    TrialTally ofFiles = trialFiles.tally();
    ofFiles.uniqueBytes = after.contents().uniqueBytes() - between.contents().uniqueBytes();
    ofFiles.storedBytes = after.contents().storedBytes() - between.contents().storedBytes();
    return after;
  }

  private static void read(Coffer coffer, TrialRecords trialRecords, TrialFiles trialFiles)
      throws IOException {
    TrialTally ofRecords = trialRecords.tally();
    Statistics start = coffer.statistics();
    trialRecords.readBatches(coffer.records());
    ofRecords.readingSingly = trialRecords.readSingly(coffer.records());
    ofRecords.readingAgain = trialRecords.readSingly(coffer.records());
    Statistics between = coffer.statistics();
    ofRecords.addReads(start, between);
    TrialTally ofFiles = trialFiles.tally();
    ofFiles.readingSingly = trialFiles.read(coffer.contents());
    ofFiles.readingAgain = trialFiles.read(coffer.contents());
    ofFiles.addReads(between, coffer.statistics());
  }

  /** What a trial does with data that it may change. */
  private record TrialEnd(TrialMaintenance maintenance, TrialBackup backup) {

    static TrialEnd run(Coffer coffer, Path repository) {
      return new TrialEnd(TrialMaintenance.run(coffer), TrialBackup.run(coffer, repository));
    }

    boolean isDone() {
      return maintenance.isDone() && backup.isDone();
    }
  }

  private void print(TrialTable table, @Nullable TrialEnd end, Differences differences)
      throws IOException {
    if (json) {
      Json all = table.asJson();
      if (end != null) {
        all.with("maintenance", end.maintenance.asJson());
        all.with("backup", end.backup.asJson());
      }
      console.line(all.toString());
    } else {
      table.lines().forEach(console::line);
      if (end != null) {
        console.line("");
        end.maintenance.lines().forEach(console::line);
      }
      differences.named().forEach(console::line);
      if (end != null) {
        console.line("");
        console.line(end.backup.line());
      }
    }
    console.flush();
  }
}
