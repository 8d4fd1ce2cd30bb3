package dev.coffer.replica;

import dev.coffer.api.ClosedException;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.SchemaException;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Commits;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.Work;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions whose reads replicas answer, unless they belong to a transaction of the host. Writes
 * go to the primary. As thread-safe as the transactions of the primary.
 *
 * <p>A replica is never the reason of an error: if it lags, has gone, or fails, the primary answers
 * the same read. Such an answer counts as a commit, because a later read of a replica must not be
 * older.
 */
final class ReplicaReads implements Transactions {

  private final Transactions primary;
  private final Replicas replicas;
  private final CommittedPosition committed;
  private final Commits commits;
  private final @Nullable Position given;
  private final Duration wait;
  private final BooleanSupplier onReplica;
  private final StatisticsRecorder statistics;

  /**
   * Reads of replicas.
   *
   * @param given a position of another process to reach too; null for none
   * @param onReplica whether a read started now on the calling thread may use a replica
   */
  ReplicaReads(
      Transactions primary,
      Replicas replicas,
      CommittedPosition committed,
      Commits commits,
      @Nullable Position given,
      Duration wait,
      BooleanSupplier onReplica,
      StatisticsRecorder statistics) {
    this.primary = primary;
    this.replicas = replicas;
    this.committed = committed;
    this.commits = commits;
    this.given = given;
    this.wait = wait;
    this.onReplica = onReplica;
    this.statistics = statistics;
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    if (!onReplica.getAsBoolean()) {
      return primary.read(work);
    }
    primary.requireOpen();
    long before = replicas.changes();
    Replicas.Choice choice = replicas.choose();
    if (choice != null) {
      CommittedPosition.Answer latest = committed.latest();
      Replica.Answer<R> answer = latest.position() == null ? null : tried(choice, latest, work);
      if (answer != null && answer.outcome() == Replica.Outcome.DONE) {
        if (replicas.changes() != before) {
          // The thread may continue on another replica, which must have what this one has shown.
          commits.add();
        }
        return result(answer);
      }
    }
    statistics.replicaFellBack();
    R result = primary.read(work);
    commits.add();
    return result;
  }

  @SuppressWarnings("NullAway") // null is a result if the type allows it
  private static <R extends @Nullable Object> R result(Replica.Answer<R> answer) {
    return answer.result();
  }

  /** The answer of a replica; null if it failed. */
  private <R extends @Nullable Object> Replica.@Nullable Answer<R> tried(
      Replicas.Choice choice, CommittedPosition.Answer latest, Work<R> work) {
    Replica replica = choice.replica();
    try {
      Replica.Answer<R> answer = replica.read(latest, given, wait, work);
      switch (answer.outcome()) {
        case DONE -> replica.recorder().read();
        case LAGS -> {
          replica.recorder().late();
          replicas.leaveOut(choice, "it did not reach the primary's position in time", null);
        }
        case NOT_THERE -> replica.recorder().late();
      }
      if (choice.trial() && answer.outcome() != Replica.Outcome.LAGS) {
        replicas.takeBack(replica);
      }
      return answer;
    } catch (ClosedException e) {
      throw e;
    } catch (ContentNotFoundException e) {
      // The caller may know the content from the primary.
      return null;
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      replica.recorder().failed();
      if (e instanceof DatabaseUnavailableException
          || e instanceof DatabaseOperationException
          || e instanceof SchemaException) {
        replicas.leaveOut(choice, String.valueOf(e.getMessage()), e);
      }
      return null;
    }
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    return primary.write(work);
  }

  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    return primary.writeApart(work);
  }

  @Override
  public void requireOpen() {
    primary.requireOpen();
  }

  @Override
  public boolean promisesOneState() {
    return primary.promisesOneState();
  }

  /** {@inheritDoc} A read of a replica is never part of a transaction of the host. */
  @Override
  public boolean joinsHost() {
    return primary.joinsHost() && !onReplica.getAsBoolean();
  }

  @Override
  public boolean isReadOnly() {
    return primary.isReadOnly();
  }

  @Override
  public Transactions primary() {
    return primary;
  }

  @Override
  public boolean mayLag() {
    return onReplica.getAsBoolean();
  }
}
