package dev.coffer.replica;

import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.ReplicationSql;
import dev.coffer.tx.Commits;
import dev.coffer.tx.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The position of the latest commit of this process. Thread-safe.
 *
 * <p>A commit only adds to a count, so writers pay nothing. The primary is asked for its position
 * when a reader needs one and a transaction was counted since the last question. The answer is at
 * or after every commit that was counted before the question. Readers that need it at the same time
 * share one question.
 */
final class CommittedPosition {

  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final Transactions primary;
  private final Dialect.Product product;
  private final ReplicationSql sql;
  private final Commits commits;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Answer last = new Answer(-1, null, 0);

  /**
   * An answer of the primary.
   *
   * @param commits the number of transactions counted before the question
   * @param position null if the primary keeps no log of its commits
   * @param nanos the {@link System#nanoTime} after the answer
   */
  record Answer(long commits, @Nullable Position position, long nanos) {}

  CommittedPosition(
      Transactions primary, Dialect.Product product, ReplicationSql sql, Commits commits) {
    this.primary = primary;
    this.product = product;
    this.sql = sql;
    this.commits = commits;
  }

  /** A position at or after every commit of this process that has ended. */
  Answer latest() {
    long ended = commits.count();
    Answer known = last;
    if (known.commits >= ended) {
      return known;
    }
    boolean alone = isAlone();
    try {
      known = last;
      if (known.commits < ended) {
        known = ask();
        last = known;
      }
      return known;
    } finally {
      if (alone) {
        asking.unlock();
      }
    }
  }

  /** Whether nobody else asks now. Nobody waits long for an answer that may never come. */
  private boolean isAlone() {
    try {
      return asking.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Answer ask() {
    long before = commits.count();
    String text = primary.read(unit -> Optional.ofNullable(text(unit.connection()))).orElse(null);
    Position position = text == null ? null : Position.parse(product, text);
    return new Answer(before, position, System.nanoTime());
  }

  private @Nullable String text(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.position());
        ResultSet row = statement.executeQuery()) {
      String text = row.next() ? row.getString(1) : null;
      return text == null || text.isEmpty() ? null : text;
    }
  }
}
