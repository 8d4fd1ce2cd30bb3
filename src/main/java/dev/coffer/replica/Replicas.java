package dev.coffer.replica;

import dev.coffer.tx.Commits;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The choice among the replicas of a database. Thread-safe.
 *
 * <p>A thread keeps to one replica, so that it never sees an older state than before, and the
 * threads are spread evenly over all. If that replica is left out, the thread uses the next one.
 * Each change of the replicas in use counts as a commit: the next reader asks the primary for its
 * position, which is at or after everything that any replica has shown before.
 */
final class Replicas {

  private static final Logger log = LoggerFactory.getLogger(Replicas.class);

  private final List<Replica> all;
  private final Commits commits;
  private final AtomicLong changes = new AtomicLong();

  Replicas(List<Replica> all, Commits commits) {
    this.all = List.copyOf(all);
    this.commits = commits;
  }

  List<Replica> all() {
    return all;
  }

  /** The number of changes of the replicas in use. */
  long changes() {
    return changes.get();
  }

  /**
   * A replica for a read.
   *
   * @param trial whether it was left out and the read shows whether it can be used again
   */
  record Choice(Replica replica, boolean trial) {}

  /** A replica for a read of the calling thread; null if all are left out. */
  @Nullable Choice choose() {
    int count = all.size();
    int first = (int) Math.floorMod(Thread.currentThread().getId(), (long) count);
    for (int i = 0; i < count; i++) {
      Replica replica = all.get((first + i) % count);
      if (!replica.absence().isAbsent()) {
        return new Choice(replica, false);
      }
      if (replica.absence().claimTrial()) {
        commits.add();
        return new Choice(replica, true);
      }
    }
    return null;
  }

  /** Leaves the replica of a choice out for a while. */
  synchronized void leaveOut(Choice choice, String reason, @Nullable Throwable cause) {
    Replica replica = choice.replica();
    if (!replica.absence().isAbsent()) {
      // Before the replica is left out: a reader of another server then asks for the position.
      announceChange();
      replica.recorder().used(false);
      log.warn("Reads no longer use the replica '{}' for a while: {}", replica.name(), reason);
      log.debug("The reason why the replica '{}' is left out.", replica.name(), cause);
    }
    replica.problem(reason);
    replica.forget();
    if (choice.trial()) {
      replica.absence().prolong();
    } else {
      replica.absence().begin();
    }
  }

  /** Uses a replica again whose trial has succeeded. */
  synchronized void takeBack(Replica replica) {
    if (replica.absence().isAbsent()) {
      announceChange();
      replica.recorder().used(true);
      replica.problem(null);
      replica.absence().end();
      log.info("Reads use the replica '{}' again.", replica.name());
    }
  }

  private void announceChange() {
    changes.incrementAndGet();
    commits.add();
  }
}
