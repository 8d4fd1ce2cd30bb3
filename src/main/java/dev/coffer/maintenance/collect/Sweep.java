package dev.coffer.maintenance.collect;

import dev.coffer.api.ContentHash;
import dev.coffer.change.ChangeFeed;
import dev.coffer.content.read.PartRows;
import dev.coffer.content.row.DeletedRows;
import dev.coffer.content.row.GuardedDeletes;
import dev.coffer.content.row.ReferringColumns;
import dev.coffer.content.row.Statements;
import dev.coffer.content.row.UnreferencedRows;
import dev.coffer.maintenance.task.BatchSize;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deletion of the contents whose marks are older than the grace. Used by the thread of its run
 * alone.
 *
 * <p>Each batch locks its contents without waiting. Under the lock it reads the marks and the
 * references again: a write may have removed the mark, and a row may refer to the content. No later
 * write finds the content before the batch is committed. The foreign keys of the database have the
 * last word: if they refuse a batch, it is bisected, and the refused content stays.
 */
final class Sweep {
  private static final Logger log = LoggerFactory.getLogger(Collect.class);

  private static final int FIRST_BATCH = 16;

  /**
   * The maximum number of stored bytes in a batch of several contents: H2 loads what it deletes.
   */
  private static final long BATCH_BYTES = 4 << 20;

  private final TaskRun run;
  private final ReferringColumns columns;
  private final ChangeFeed feed;
  private final Duration grace;

  Sweep(TaskRun run, ReferringColumns columns, ChangeFeed feed) {
    this.run = run;
    this.columns = columns;
    this.feed = feed;
    this.grace = run.grace();
  }

  static List<List<Long>> slices(List<Long> ids) {
    return Statements.slices(ids, Statements.VALUES);
  }

  private record Deleted(long contents, long bytes) {}

  void run() {
    BatchSize size = new BatchSize(FIRST_BATCH, Statements.VALUES);
    UnreferencedRows.@Nullable Mark last = null;
    while (run.goesOn()) {
      UnreferencedRows.Mark after = last;
      List<UnreferencedRows.Mark> page =
          firstBytes(run.read(unit -> UnreferencedRows.oldest(unit, grace, after, size.rows())));
      if (page.isEmpty()) {
        return;
      }
      long start = System.nanoTime();
      Deleted deleted = run.batch(unit -> sweep(unit, page));
      size.took(System.nanoTime() - start);
      run.add(Collect.CONTENTS, deleted.contents);
      run.add(Collect.BYTES, deleted.bytes);
      run.tellProgress();
      last = page.get(page.size() - 1);
    }
  }

  private static List<UnreferencedRows.Mark> firstBytes(List<UnreferencedRows.Mark> page) {
    long bytes = 0;
    for (int i = 0; i < page.size(); i++) {
      bytes += page.get(i).bytes();
      if (bytes > BATCH_BYTES && i > 0) {
        return page.subList(0, i);
      }
    }
    return page;
  }

  private Deleted sweep(UnitOfWork unit, List<UnreferencedRows.Mark> page) throws SQLException {
    List<Long> gone = new ArrayList<>();
    List<Long> present = new ArrayList<>();
    page.forEach(each -> (each.exists() ? present : gone).add(each.contentId()));
    UnreferencedRows.delete(unit, gone);
    if (present.isEmpty()) {
      return new Deleted(0, 0);
    }
    List<Long> locked = DeletedRows.lockUnlocked(unit, present);
    List<Long> marked = locked.isEmpty() ? locked : UnreferencedRows.old(unit, locked, grace);
    Set<Long> referred = columns.referred(unit, marked);
    UnreferencedRows.delete(unit, referred);
    List<Long> unused = Collect.without(marked, referred);
    Map<Long, ContentHash> hashes = CollectQueries.hashes(unit, unused);
    Set<Long> deleted = new HashSet<>();
    delete(unit, unused, deleted);
    List<ContentHash> told = new ArrayList<>();
    for (long id : deleted) {
      ContentHash hash = hashes.get(id);
      if (hash != null) {
        told.add(hash);
      }
    }
    if (!told.isEmpty()) {
      unit.afterCommit(() -> log.debug("Deleted the contents {}.", told));
      feed.contentsCollected(unit, told);
    }
    long bytes =
        page.stream()
            .filter(each -> deleted.contains(each.contentId()))
            .mapToLong(UnreferencedRows.Mark::bytes)
            .sum();
    return new Deleted(deleted.size(), bytes);
  }

  private static void delete(UnitOfWork unit, List<Long> ids, Set<Long> deleted)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    SQLException refusal =
        GuardedDeletes.run(
            unit,
            () -> {
              UnreferencedRows.markPartsOf(unit, ids);
              PartRows.delete(unit, ids);
              DeletedRows.delete(unit, ids);
            });
    if (refusal == null) {
      deleted.addAll(ids);
    } else if (ids.size() == 1) {
      log.info(
          "The content with the id {} stays: the database refused to delete it, so a row refers to"
              + " it that this account does not see.",
          ids.get(0),
          refusal);
      UnreferencedRows.delete(unit, ids);
    } else {
      int half = ids.size() / 2;
      delete(unit, ids.subList(0, half), deleted);
      delete(unit, ids.subList(half, ids.size()), deleted);
    }
  }
}
