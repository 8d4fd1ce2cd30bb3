package dev.coffer.cli;

import dev.coffer.backup.Snapshot;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.console.api.SnapshotJson;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the snapshots of a repository. */
@Command(
    name = "snapshots",
    description = {
      "List the snapshots of a repository, the newest first, with the level and the age of the last"
          + " check that found no problem. Times are in UTC.",
      "A database is not necessary."
    },
    footer = {"", "Example:", "  coffer snapshots --repository ./backups"},
    sortOptions = false)
final class SnapshotsCommand extends RepositoryCommand {
  SnapshotsCommand(Console console) {
    super(console);
  }

  @Override
  int run(SnapshotRepository repository) {
    List<Snapshot> snapshots = repository.snapshots();
    if (json) {
      snapshots.forEach(each -> console.line(SnapshotJson.of(each).toString()));
    } else if (!snapshots.isEmpty()) {
      asTable(snapshots, Instant.now()).lines().forEach(console::line);
    }
    return ExitCode.DONE;
  }

  private Table asTable(List<Snapshot> snapshots, Instant now) {
    Table table =
        new Table("id", "time", "age", "records", "contents", "bytes", "verified", "tags");
    for (Snapshot each : snapshots) {
      table.row(
          SnapshotDetails.id(each),
          RunDetails.time(each.createdAt()),
          SnapshotDetails.age(each.createdAt(), now),
          Amounts.count(each.records()),
          Amounts.count(each.contents()),
          Amounts.bytes(SnapshotDetails.bytes(each)),
          SnapshotDetails.verified(each, now),
          console.shown(String.join(", ", each.tags())));
    }
    return table;
  }
}
