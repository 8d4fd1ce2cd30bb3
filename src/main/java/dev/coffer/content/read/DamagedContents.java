package dev.coffer.content.read;

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
 * Remembers which contents were found damaged, so that they do not count as duplicates: the next
 * store of the same bytes rewrites and heals them. Thread-safe.
 *
 * <p>The duplicates of a store are not re-read, which would cost as much as storing them: damage is
 * known once a read or a verification met it. Two memories keep it. The database's own is a mark on
 * the frame, which every process sees and which outlives this one; it is set in a short transaction
 * of our own, for an account that may write. This process's own, of the last {@value #REMEMBERED}
 * contents, serves reads inside a host's transaction: that one is the host's to write in, or to
 * roll back. A content of parts is suspect when its list or any of its parts is. A mark says only
 * that the stored bytes are not to be trusted unread: reads go by the bytes themselves.
 */
public final class DamagedContents {

  private static final int REMEMBERED = 10_000;

  private static final Logger LOGGER = LoggerFactory.getLogger(DamagedContents.class);

  private final Set<Long> ids = new LinkedHashSet<>();

  /** Takes note of damage, met by work of these transactions, which has ended. */
  public void add(Transactions transactions, Collection<Long> contentIds) {
    remember(contentIds);
    tellAll(
        transactions,
        unit -> {
          for (long id : new TreeSet<>(contentIds)) {
            FrameRows.mark(unit, id);
          }
          return true;
        });
  }

  /** Takes note of damage in this process only. */
  synchronized void remember(Collection<Long> contentIds) {
    for (long id : contentIds) {
      ids.add(id);
      if (ids.size() > REMEMBERED) {
        ids.remove(ids.iterator().next());
      }
    }
  }

  /** Takes note that a content was rewritten. */
  public synchronized void remove(long contentId) {
    ids.remove(contentId);
  }

  /** Takes note that a content was read whole and found sound. */
  void clear(Transactions transactions, LocatedContent content) {
    long id = content.row().id();
    remove(id);
    if (content.frame().suspect()) {
      tellAll(
          transactions,
          unit -> {
            FrameRows.unmark(unit, id);
            return true;
          });
    }
  }

  private static void tellAll(Transactions transactions, Work<Boolean> work) {
    if (transactions.joinsHost()) {
      return;
    }
    try {
      transactions.write(work);
    } catch (CofferException e) {
      // A read goes by the bytes alone: that an account may not write does not change its outcome.
      LOGGER.debug("The mark of a damaged content could not be changed.", e);
    }
  }

  /** Those of these contents that are not to be taken for duplicates. */
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
      all.stream().filter(ids::contains).forEach(damagedIds::add);
    }
    return damagedIds;
  }
}
