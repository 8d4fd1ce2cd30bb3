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
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of checks, each a file of its own beside the snapshots, because nothing changes the
 * file of a snapshot. Stateless.
 */
final class CheckRows {

  private static final Logger log = LoggerFactory.getLogger(CheckRows.class);

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

  /** All results, the oldest first. One that cannot be read counts as absent. */
  static List<Row> all(BackupRepository repository) {
    List<Row> rows = new ArrayList<>();
    for (String name : repository.checks()) {
      try {
        rows.add(read(name, repository.readCheck(name)));
      } catch (DamagedRepositoryException | IllegalArgumentException e) {
        log.warn("The result of a check cannot be read: {}", name, e);
      }
    }
    rows.sort(Comparator.comparing(Row::at));
    return rows;
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

  /** The share that the next check reads: the one after the last, of as many shares. */
  static int nextShare(List<Row> rows, String snapshot, int of) {
    return rows.stream()
        .filter(each -> each.snapshot().equals(snapshot) && each.of() == of && of > 1)
        .reduce((first, second) -> second)
        .map(each -> (each.share() + 1) % of)
        .orElse(0);
  }

  private static Optional<Row> newest(List<Row> rows, String snapshot) {
    return rows.stream()
        .filter(each -> each.snapshot().equals(snapshot))
        .reduce((first, second) -> second);
  }
}
