package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.content.read.PartRows;
import dev.coffer.content.row.ContentRow;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.DeletedRows;
import dev.coffer.content.row.GuardedDeletes;
import dev.coffer.content.row.ReferringColumns;
import dev.coffer.content.row.Statements;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes contents to which no row refers, inside a unit of work. Thread-safe.
 *
 * <ol>
 *   <li>The content is locked exclusively. A store of the same bytes that has locked it first
 *       commits its reference before the lock is granted. A later one waits, and then stores the
 *       content anew.
 *   <li>The rows that refer to the content are counted, of all foreign keys that the catalogue
 *       shows. So a foreign key that would delete or clear its rows does not do so.
 *   <li>The list of parts, the frame and the row are deleted after a savepoint. The foreign keys of
 *       the database have the last word: rows that are newer than the transaction's snapshot, or
 *       that the catalogue hides from the account, refuse the deletion. The transaction goes back
 *       to the savepoint, because a content without its frame must never be committed.
 *   <li>The parts to which nothing else refers follow in the same way. A part that another
 *       transaction has locked is about to be used, and stays. So no part makes a deletion wait,
 *       and the order of locks between deletions and stores does not matter.
 * </ol>
 */
public final class ContentDeletion {

  /**
   * The number of parts in one statement: H2 loads their frames, of up to 511 KiB, to delete them.
   */
  private static final int PARTS = 16;

  private final ContentRows rows;

  public ContentDeletion(ContentRows rows) {
    this.rows = rows;
  }

  /**
   * Deletes a content.
   *
   * @return whether the content was stored
   * @throws ContentInUseException if a row refers to it; nothing is deleted
   */
  public boolean delete(UnitOfWork unit, ContentHash hash) throws SQLException {
    unit.writes(WriteTarget.delete(hash));
    ContentRow row = rows.find(unit, hash);
    if (row == null || !DeletedRows.lock(unit, row.id())) {
      return false;
    }
    ReferringColumns.requireCurrent(unit, hash);
    ReferringColumns references = ReferringColumns.read(unit);
    Map<String, Long> counts = references.count(unit, row.id());
    if (!counts.isEmpty()) {
      throw inUse(hash, counts, null);
    }
    long[] parts = PartRows.distinctParts(unit, row.id());
    SQLException refusal =
        GuardedDeletes.run(
            unit,
            () -> {
              PartRows.delete(unit, List.of(row.id()));
              DeletedRows.delete(unit, List.of(row.id()));
            });
    if (refusal != null) {
      throw inUse(hash, references.count(unit, row.id()), refusal);
    }
    List<Long> ids = Arrays.stream(parts).boxed().toList();
    for (List<Long> slice : Statements.slices(ids, PARTS)) {
      List<Long> unused = new ArrayList<>(DeletedRows.lockUnlocked(unit, slice));
      Set<Long> used = references.referred(unit, unused);
      unused.removeAll(used);
      deleteUnused(unit, unused);
    }
    return true;
  }

  /** Deletes contents, except those that the database refuses to delete. */
  private static void deleteUnused(UnitOfWork unit, List<Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    SQLException refusal = GuardedDeletes.run(unit, () -> DeletedRows.delete(unit, ids));
    if (refusal != null && ids.size() > 1) {
      int half = ids.size() / 2;
      deleteUnused(unit, ids.subList(0, half));
      deleteUnused(unit, ids.subList(half, ids.size()));
    }
  }

  private static ContentInUseException inUse(
      ContentHash hash, Map<String, Long> counts, @Nullable SQLException cause) {
    String who =
        counts.isEmpty()
            ? "rows that this account or this transaction does not see refer to it. Grant select"
                + " on every table that refers to coffer_content, or try again in a new transaction"
            : counts.entrySet().stream()
                    .map(each -> each.getKey() + " (" + each.getValue() + ")")
                    .collect(Collectors.joining(", "))
                + " refer to it. Release it, and delete those rows first";
    return new ContentInUseException(
        hash,
        counts,
        "The content " + hash + " is in use and was not deleted: " + who + ".",
        cause);
  }
}
