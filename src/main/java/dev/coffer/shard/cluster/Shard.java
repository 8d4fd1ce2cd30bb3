package dev.coffer.shard.cluster;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.ShardUnavailableException;
import dev.coffer.replica.Absence;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database of the cluster, which may be out of reach: then calls to it fail at once, except for
 * one that tries it again after each pause. Thread-safe.
 */
final class Shard {

  private final ShardDatabase database;
  private final Absence absence = new Absence();

  Shard(ShardDatabase database) {
    this.database = database;
  }

  String name() {
    return database.name();
  }

  ShardDatabase database() {
    return database;
  }

  boolean isAbsent() {
    return absence.isAbsent();
  }

  /**
   * Calls the database.
   *
   * @throws ShardUnavailableException if it cannot be reached or used
   */
  <R extends @Nullable Object> R call(Supplier<R> call) {
    boolean trial = absence.isAbsent();
    if (trial && !absence.claimTrial()) {
      throw unavailable(null);
    }
    R result;
    try {
      result = call.get();
    } catch (ShardUnavailableException e) {
      // Of another shard, whose records this call needed.
      throw e;
    } catch (DatabaseUnavailableException e) {
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

  private ShardUnavailableException unavailable(@Nullable Throwable cause) {
    return new ShardUnavailableException(
        name(),
        "The shard '"
            + name()
            + "' cannot be reached. Operations on keys of other shards go on; Coffer tries this one"
            + " again by itself.",
        cause);
  }
}
