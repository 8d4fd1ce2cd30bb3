package dev.coffer.backup.run;

import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The results of checks, each a file of its own beside the snapshots, because nothing changes the
 * file of a snapshot. Stateless.
 */
final class CheckRows {

  private CheckRows() {}

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

  static List<Row> all(BackupRepository repository) {
    List<Row> rows = new ArrayList<>();
    for (String name : repository.checks()) {
      BinaryReader in = new BinaryReader(name, repository.readCheck(name));
      rows.add(
          new Row(
              in.text(),
              CheckLevel.valueOf(in.text()),
              Instant.ofEpochMilli(in.number()),
              in.number(Integer.MAX_VALUE),
              in.number(Integer.MAX_VALUE),
              in.flag()));
      in.requireEnd();
    }
    rows.sort(Comparator.comparing(Row::at));
    return rows;
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
   * @param ofDatabase the names of the snapshots of the database
   * @param of the number of shares
   */
  static int nextShare(List<Row> rows, String snapshot, Set<String> ofDatabase, int of) {
    int[] readAt = new int[of];
    boolean[] unsound = new boolean[of];
    int first = 0;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.level() == CheckLevel.SHARE
          && row.of() == of
          && ofDatabase.contains(row.snapshot())) {
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

  private static Optional<Row> newest(List<Row> rows, String snapshot) {
    return rows.stream()
        .filter(each -> each.snapshot().equals(snapshot))
        .reduce((first, second) -> second);
  }
}
