package dev.coffer.shard.cluster;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.ShardMismatchException;
import dev.coffer.api.ShardUnavailableException;
import dev.coffer.dialect.Refusals;
import dev.coffer.replica.Absence;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database of the cluster, which may be out of reach: then calls to it fail at once, except for
 * one that tries it again after each pause. A database that was out of reach when the cluster was
 * opened is opened and checked by the first call that reaches it. Thread-safe.
 */
final class Shard {

  private final ShardSource source;
  private final Consumer<ShardDatabase> admission;
  private final Consumer<ShardDatabase> arrival;
  private final Absence absence = new Absence();
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable ShardDatabase database;
  private volatile @Nullable String mismatch;
  private volatile String reason;

  /**
   * A shard.
   *
   * @param database its database; null if that is out of reach
   * @param reason why it is out of reach
   * @param admission checks a database that is opened later, and fails if it is not this shard
   * @param arrival is told of a database that was opened later, and is in use from then on
   */
  Shard(
      ShardSource source,
      @Nullable ShardDatabase database,
      String reason,
      Consumer<ShardDatabase> admission,
      Consumer<ShardDatabase> arrival) {
    this.source = source;
    this.database = database;
    this.reason = reason;
    this.admission = admission;
    this.arrival = arrival;
    if (database == null) {
      absence.begin();
    }
  }

  String name() {
    return source.name();
  }

  /**
   * The database, which is opened first if it was out of reach before.
   *
   * @throws ShardUnavailableException if it was never reached
   */
  ShardDatabase database() {
    ShardDatabase known = database;
    return known != null ? known : call(() -> Objects.requireNonNull(database));
  }

  /** The database if it was reached before. It does not wait for a thread that opens it. */
  Optional<ShardDatabase> opened() {
    return Optional.ofNullable(database);
  }

  boolean isAbsent() {
    return absence.isAbsent();
  }

  /**
   * Calls the database.
   *
   * @throws ShardUnavailableException if it cannot be reached or used
   * @throws DatabaseUnavailableException if the thread was interrupted, or the pool is too small
   * @throws ShardMismatchException if it was reached for the first time, and is not this shard
   */
  <R extends @Nullable Object> R call(Supplier<R> call) {
    boolean trial = absence.isAbsent();
    if (trial && !absence.claimTrial()) {
      throw refused();
    }
    R result;
    try {
      requireOpen();
      result = call.get();
    } catch (ShardUnavailableException e) {
      // Of another shard, whose records this call needed, or of a thread that opens this one.
      throw e;
    } catch (DatabaseUnavailableException e) {
      if (Thread.currentThread().isInterrupted() || isBusy(e)) {
        // The server may answer other calls.
        throw e;
      }
      reason = String.valueOf(e.getMessage());
      if (trial) {
        absence.prolong();
      } else {
        absence.begin();
      }
      throw unavailable(e);
    }
    if (trial) {
      absence.end();
    }
    return result;
  }

  private void requireOpen() {
    if (database != null) {
      return;
    }
    if (!opening.tryLock()) {
      throw unavailable(null);
    }
    try {
      if (database == null) {
        ShardDatabase opened = source.opener().get();
        admission.accept(opened);
        database = opened;
        mismatch = null;
        arrival.accept(opened);
      }
    } catch (ShardMismatchException e) {
      mismatch = e.getMessage();
      absence.prolong();
      throw e;
    } catch (DatabaseUnavailableException e) {
      throw e;
    } catch (CofferException e) {
      throw new DatabaseUnavailableException(String.valueOf(e.getMessage()), e);
    } finally {
      opening.unlock();
    }
  }

  /** Whether all connections of the pool were in use. */
  private static boolean isBusy(DatabaseUnavailableException failure) {
    return failure.getCause() instanceof SQLException refusal && Refusals.poolExhausted(refusal);
  }

  private CofferException refused() {
    String found = mismatch;
    return found == null ? unavailable(null) : new ShardMismatchException(name(), found);
  }

  private ShardUnavailableException unavailable(@Nullable Throwable cause) {
    return new ShardUnavailableException(
        name(),
        "The shard '"
            + name()
            + "' cannot be reached. "
            + reason
            + " Operations on keys of other shards go on; Coffer tries this one again by itself.",
        cause);
  }
}
