package dev.coffer.backup;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A process that does one operation on a repository when it is told to. It may be killed. */
final class BackupChild {
  private BackupChild() {}

  /** Arguments: URL, user and password of the database, path of the repository, operation. */
  public static void main(String[] arguments) throws IOException {
    BackupSettings settings =
        BackupSettings.at(Path.of(arguments[3])).withGrace(Duration.ofHours(1));
    try (Coffer coffer =
        Coffer.open(
            OpenSettings.of(arguments[0]).withUser(arguments[1]).withPassword(arguments[2]))) {
      Backups backups = coffer.backups(settings);
      System.out.println("ready");
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      if (in.readLine() == null) {
        return;
      }
      run(arguments[4], coffer, backups, settings);
      System.out.println("done");
    }
  }

  static void run(String operation, Coffer coffer, Backups backups, BackupSettings settings) {
    switch (operation) {
      case "backup" -> backups.create();
      case "prune" -> {
        backups.forget(RetentionPolicy.none().keepLast(1), false);
        Backups withoutGrace = coffer.backups(settings.withGrace(Duration.ZERO));
        withoutGrace.prune(false);
        withoutGrace.prune(false);
      }
      case "restore" ->
          backups.restore(
              backups.latest().orElseThrow(),
              RestorePlan.all().withConflicts(ConflictRule.OVERWRITE));
      default -> throw new IllegalArgumentException(operation);
    }
  }
}
