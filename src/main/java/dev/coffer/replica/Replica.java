package dev.coffer.replica;

import dev.coffer.api.SchemaException;
import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.ReplicationSql;
import dev.coffer.schema.Schema;
import dev.coffer.stats.ReplicaSummary;
import dev.coffer.stats.recorder.ReplicaRecorder;
import dev.coffer.topology.ReplicaState;
import dev.coffer.tx.DataSourceReads;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A replica of the database, with the position that it is known to have reached. Thread-safe.
 *
 * <p>A replica never goes back while it is used, so a position that it has reached is not asked for
 * again. That knowledge ends when the replica is left out: it may come back from an older backup.
 */
final class Replica {

  private static final long FIRST_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long LONGEST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final String name;
  private final DataSourceReads reads;
  private final ReplicationSql sql;
  private final String identity;
  private final ReplicaRecorder recorder;
  private final Absence absence = new Absence();
  private volatile @Nullable Position reached;
  private volatile boolean known;
  private volatile @Nullable String problem;

  /**
   * A replica.
   *
   * @param identity the identity of the primary's database, which the replica must have
   */
  Replica(
      String name,
      DataSource source,
      Dialect dialect,
      ReplicationSql sql,
      String identity,
      ReplicaRecorder recorder) {
    this.name = name;
    this.reads = new DataSourceReads(source, dialect);
    this.sql = sql;
    this.identity = identity;
    this.recorder = recorder;
  }

  String name() {
    return name;
  }

  /** Its reads without a position. */
  DataSourceReads reads() {
    return reads;
  }

  ReplicaRecorder recorder() {
    return recorder;
  }

  /** The times in which the replica is left out. */
  Absence absence() {
    return absence;
  }

  /** Sets why reads leave the replica out; null if they use it. */
  void problem(@Nullable String why) {
    problem = why;
  }

  /** Its state, as reads have found it. */
  ReplicaState state() {
    ReplicaSummary counts = recorder.summary();
    boolean tried = counts.reads() + counts.late() + counts.failures() > 0;
    ReplicaState.Use use =
        !counts.used()
            ? ReplicaState.Use.LEFT_OUT
            : tried ? ReplicaState.Use.USED : ReplicaState.Use.UNTRIED;
    return new ReplicaState(
        name, use, problem, counts.waits() == 0 ? null : counts.lag(), counts.reads());
  }

  /** Forgets what the replica is known to have. */
  void forget() {
    known = false;
    reached = null;
  }

  /** What became of work. */
  enum Outcome {
    /** It is done. */
    DONE,
    /** It is not done: the replica lags behind the last commit of this process. */
    LAGS,
    /** It is not done: the replica has not reached a position of another process. */
    NOT_THERE
  }

  /** The result of work; null if it is not done. */
  record Answer<R extends @Nullable Object>(Outcome outcome, @Nullable R result) {}

  /**
   * Runs read-only work after the replica has reached what this process has committed.
   *
   * @param latest what the primary answered, with a position
   * @param given a position of another process to reach too; null for none
   */
  <R extends @Nullable Object> Answer<R> read(
      CommittedPosition.Answer latest, @Nullable Position given, Duration wait, Work<R> work) {
    return reads.read(
        unit -> {
          Outcome outcome = prepare(unit, latest, given, wait);
          return new Answer<R>(outcome, outcome == Outcome.DONE ? work.run(unit) : null);
        });
  }

  private Outcome prepare(
      UnitOfWork unit, CommittedPosition.Answer latest, @Nullable Position given, Duration wait)
      throws SQLException {
    Position needed = Objects.requireNonNull(latest.position());
    Position before = reached;
    if (known && needed.isWithin(before) && (given == null || given.isWithin(before))) {
      return Outcome.DONE;
    }
    Connection connection = unit.connection();
    if (!known) {
      requireIdentity(connection);
      known = true;
    }
    recorder.waited();
    Outcome outcome = Outcome.DONE;
    if (!needed.isWithin(before)) {
      outcome = await(connection, needed, wait) ? Outcome.DONE : Outcome.LAGS;
      recorder.lag(Duration.ofNanos(System.nanoTime() - latest.nanos()));
    }
    if (outcome == Outcome.DONE && given != null && !given.isWithin(before)) {
      outcome = await(connection, given, wait) ? Outcome.DONE : Outcome.NOT_THERE;
    }
    if (!connection.getAutoCommit()) {
      // The questions may have begun a snapshot that is older than the position.
      connection.rollback();
    }
    return outcome;
  }

  private synchronized void reach(Position position) {
    reached = position.and(reached);
  }

  private void requireIdentity(Connection connection) {
    String found = Schema.check(connection).identity();
    if (!found.equals(identity)) {
      throw new SchemaException(
          "The replica '"
              + name
              + "' has the database "
              + found
              + ", not "
              + identity
              + " of the primary. Point its data source to a replica of the primary.");
    }
  }

  private boolean await(Connection connection, Position position, Duration wait)
      throws SQLException {
    boolean inTime = isReached(connection, position, wait);
    if (inTime) {
      reach(position);
    }
    return inTime;
  }

  private boolean isReached(Connection connection, Position position, Duration wait)
      throws SQLException {
    long start = System.nanoTime();
    try (PreparedStatement statement = connection.prepareStatement(sql.reached())) {
      statement.setString(1, position.text());
      if (sql.waits()) {
        statement.setDouble(2, wait.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
        return isTrue(statement);
      }
      for (long pause = FIRST_POLL_NANOS;
          !isTrue(statement);
          pause = Math.min(2 * pause, LONGEST_POLL_NANOS)) {
        if (System.nanoTime() - start >= wait.toNanos()) {
          return false;
        }
        LockSupport.parkNanos(pause);
      }
      return true;
    }
  }

  private static boolean isTrue(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
