package dev.coffer.content.read;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.api.CofferException;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.row.ContentRow;
import dev.coffer.content.row.FrameRows;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contents that were found damaged. They do not count as duplicates: the next store of the same
 * bytes rewrites and so repairs them. Thread-safe.
 *
 * <p>A store does not read its duplicates again, which would cost as much as storing them. Damage
 * is known once a read or a verification has found it. It is recorded in two places. The first is a
 * mark on the frame in the database, which every process sees and which outlives this process. It
 * is set in a short transaction of Coffer's own, if the account may write. The second is the memory
 * of this process, with the last {@value #REMEMBERED} contents. It serves reads inside a host's
 * transaction, because only the host decides about writes and rollbacks there. A content of parts
 * is suspect if its list or any of its parts is. A mark only says that the stored bytes must not be
 * trusted unread: a read depends on the bytes themselves.
 */
public final class DamagedContents {

  private static final int REMEMBERED = 10_000;

  private static final Logger LOGGER = LoggerFactory.getLogger(DamagedContents.class);

  @GuardedBy("this")
  private final Set<Long> ids = new LinkedHashSet<>();

  /**
   * Records damage that work of these transactions has found. Call this after the end of the work.
   * Damage of a replica is not recorded, because the bytes of the primary may be sound.
   */
  public void add(Transactions transactions, Collection<Long> contentIds) {
    if (transactions.mayLag()) {
      return;
    }
    remember(contentIds);
    tryWrite(
        transactions,
        unit -> {
          for (long id : new TreeSet<>(contentIds)) {
            FrameRows.mark(unit, id);
          }
          return true;
        });
  }

  /** Records damage in this process only. */
  synchronized void remember(Collection<Long> contentIds) {
    for (long id : contentIds) {
      ids.add(id);
      if (ids.size() > REMEMBERED) {
        ids.remove(ids.iterator().next());
      }
    }
  }

  /** Records that a content was rewritten. */
  public synchronized void remove(long contentId) {
    ids.remove(contentId);
  }

  /** Records that a content was read completely and is sound. */
  void clear(Transactions transactions, LocatedContent content) {
    long id = content.row().id();
    remove(id);
    if (content.frame().suspect()) {
      tryWrite(
          transactions,
          unit -> {
            FrameRows.unmark(unit, id);
            return true;
          });
    }
  }

  private static void tryWrite(Transactions transactions, Work<Boolean> work) {
    if (transactions.joinsHost()) {
      return;
    }
    try {
      transactions.write(work);
    } catch (CofferException e) {
      // A read depends on the bytes alone: a missing write permission does not change its outcome.
      LOGGER.debug("The mark of a damaged content could not be changed.", e);
    }
  }

  /** The contents among these that must not count as duplicates. */
  public Set<Long> among(UnitOfWork unit, Collection<ContentRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return Set.of();
    }
    List<Long> all = new ArrayList<>();
    List<Long> large = new ArrayList<>();
    for (ContentRow row : rows) {
      all.add(row.id());
      if (row.size() > Chunker.GREATEST) {
        large.add(row.id());
      }
    }
    Set<Long> damagedIds = new HashSet<>(FrameRows.suspect(unit, all));
    for (long id : large) {
      if (PartRows.anySuspect(unit, id)) {
        damagedIds.add(id);
      }
    }
    synchronized (this) {
      for (long id : all) {
        if (ids.contains(id)) {
          damagedIds.add(id);
        }
      }
    }
    return damagedIds;
  }
}
