package dev.coffer.backup.run;

import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of checks and the backups that failed, each a file of its own beside the snapshots,
 * because nothing changes the file of a snapshot. Stateless.
 */
final class CheckRows {

  private static final Logger log = LoggerFactory.getLogger(CheckRows.class);

  /** Stands for the snapshot that a failed backup did not make. */
  private static final String FAILED_BACKUP = "";

  private CheckRows() {}

  /** A result with the name of its file. */
  private record Entry(String file, Row row) {}

  /**
   * A result.
   *
   * @param share the number of the share that was read; for other levels 0
   * @param of the number of shares; for other levels 1
   */
  record Row(String snapshot, CheckLevel level, Instant at, int share, int of, boolean sound) {

    Snapshot.Verified verified() {
      return new Snapshot.Verified(level, at);
    }
  }

  static void add(BackupRepository repository, Row row) {
    repository.addCheck(
        new BinaryWriter()
            .text(row.snapshot())
            .text(row.level().name())
            .number(row.at().toEpochMilli())
            .number(row.share())
            .number(row.of())
            .flag(row.sound())
            .toBytes());
  }

  /** All results, the oldest first. One that cannot be read counts as absent. */
  static List<Row> all(BackupRepository repository) {
    return entries(repository).stream().map(Entry::row).toList();
  }

  private static List<Entry> entries(BackupRepository repository) {
    List<Entry> entries = new ArrayList<>();
    for (String name : repository.checks()) {
      try {
        entries.add(new Entry(name, read(name, repository.readCheck(name))));
      } catch (DamagedRepositoryException | IllegalArgumentException e) {
        log.warn("The result of a check cannot be read: {}", name, e);
      }
    }
    entries.sort(Comparator.comparing(each -> each.row().at()));
    return entries;
  }

  private static Row read(String name, byte[] bytes) {
    BinaryReader in = new BinaryReader(name, bytes);
    Row row =
        new Row(
            in.text(),
            CheckLevel.valueOf(in.text()),
            Instant.ofEpochMilli(in.number()),
            in.number(Integer.MAX_VALUE),
            in.number(Integer.MAX_VALUE),
            in.flag());
    in.requireEnd();
    return row;
  }

  /** The newest result of a snapshot, if that found it sound. */
  static Optional<Row> newestSound(List<Row> rows, String snapshot) {
    return newest(rows, snapshot).filter(Row::sound);
  }

  /**
   * The share that the next check of a snapshot reads: the one that was read the longest ago in
   * this snapshot, so that as many checks as there are shares read all of it. Of those that were
   * never read in it, it is one in which the newest check of any snapshot of the database found a
   * problem, or else the one after the last that was read: most blobs of a snapshot are in the next
   * one too, so that the checks of as many snapshots read all bytes.
   *
   * @param ofOthers the names of the snapshots of other databases
   * @param of the number of shares
   */
  static int nextShare(List<Row> rows, String snapshot, Set<String> ofOthers, int of) {
    int[] readAt = new int[of];
    boolean[] unsound = new boolean[of];
    int first = 0;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.level() == CheckLevel.SHARE && row.of() == of && !ofOthers.contains(row.snapshot())) {
        unsound[row.share()] = !row.sound();
        first = (row.share() + 1) % of;
        if (row.snapshot().equals(snapshot)) {
          readAt[row.share()] = i + 1;
        }
      }
    }
    int next = first;
    for (int i = 1; i < of; i++) {
      int share = (first + i) % of;
      if (readAt[share] < readAt[next]
          || (readAt[share] == readAt[next] && unsound[share] && !unsound[next])) {
        next = share;
      }
    }
    return next;
  }

  /** Notes that a backup has failed, until one succeeds. */
  static void addFailedBackup(BackupRepository repository, Instant at) {
    add(repository, new Row(FAILED_BACKUP, CheckLevel.STRUCTURE, at, 0, 1, false));
  }

  /** Whether the last backup has failed. */
  static boolean lastBackupFailed(List<Row> rows) {
    return newest(rows, FAILED_BACKUP).isPresent();
  }

  /** Removes the notes of failed backups, after one has succeeded. */
  static void removeFailedBackups(BackupRepository repository) {
    for (Entry each : entries(repository)) {
      if (each.row().snapshot().equals(FAILED_BACKUP)) {
        repository.removeCheck(each.file());
      }
    }
  }

  /** Whether the last check of a snapshot found problems. */
  static boolean isUnsound(List<Row> rows, String snapshot) {
    return newest(rows, snapshot).filter(each -> !each.sound()).isPresent();
  }

  /**
   * Removes the results of removed snapshots, and those that a later result replaces. The newest
   * one of each number of shares stays, and so does a share with a problem until it is sound,
   * because the next share depends on them.
   */
  static void tidy(BackupRepository repository, Set<String> snapshots) {
    List<Entry> entries = entries(repository);
    Set<String> needed = new HashSet<>();
    Set<Integer> shares = new HashSet<>();
    Set<List<Integer>> single = new HashSet<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Row row = entries.get(i).row();
      boolean newestOfSnapshot =
          row.snapshot().equals(FAILED_BACKUP)
              || (snapshots.contains(row.snapshot()) && needed.add(row.snapshot()));
      boolean newestOfShares = row.of() > 1 && shares.add(row.of());
      boolean newestOfShare = row.of() > 1 && single.add(List.of(row.of(), row.share()));
      if (!newestOfSnapshot && !newestOfShares && (row.sound() || !newestOfShare)) {
        repository.removeCheck(entries.get(i).file());
      }
    }
  }

  private static Optional<Row> newest(List<Row> rows, String snapshot) {
    return rows.stream()
        .filter(each -> each.snapshot().equals(snapshot))
        .reduce((first, second) -> second);
  }
}
