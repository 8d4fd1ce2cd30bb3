package dev.coffer.content.row;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Assigns primary keys of contents from blocks of the sequence. Thread-safe. Keys that a rollback
 * leaves unused are lost, which does no harm.
 */
public final class ContentIds {

  /** The increment of the sequence: its value v stands for the ids v to v + 49. */
  private static final int BLOCK = 50;

  private static final String SEQUENCE = "coffer_content_seq";

  @GuardedBy("this")
  private long next;

  @GuardedBy("this")
  private long end;

  /**
   * Takes this many ids. If the block is used up, the next one is fetched on the connection of the
   * unit.
   */
  public long[] take(UnitOfWork unit, int count) throws SQLException {
    long[] ids = new long[count];
    int taken = 0;
    while (true) {
      taken += takeFromBlock(ids, taken);
      if (taken == count) {
        return ids;
      }
      // Fetched outside of the lock: a slow connection must not delay all others.
      addBlock(nextBlock(unit));
    }
  }

  private synchronized int takeFromBlock(long[] ids, int from) {
    int taken = 0;
    while (from + taken < ids.length && next < end) {
      ids[from + taken++] = next++;
    }
    return taken;
  }

  private synchronized void addBlock(long first) {
    next = first;
    end = first + BLOCK;
  }

  private static long nextBlock(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
            unit.connection().prepareStatement(unit.dialect().nextValue(SEQUENCE));
        ResultSet value = query.executeQuery()) {
      value.next();
      return value.getLong(1);
    }
  }
}
