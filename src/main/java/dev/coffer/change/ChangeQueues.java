package dev.coffer.change;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.host.RecordChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of records that are not told yet: a queue for each key. Thread-safe.
 *
 * <p>A change enters its queue after its statement and before its commit. Between these two, its
 * transaction holds the lock of the row. So the order of a queue is the order of the commits,
 * although the threads learn of their commits in another order. A queue exists only while it has
 * changes or a teller.
 */
final class ChangeQueues {

  /** The number of committed changes of a key above which adjacent ones are merged. */
  static final int MOST_WAITING = 64;

  /** The number of rounds after which a teller leaves later changes to their own threads. */
  static final int ROUNDS = 16;

  /** A key of a collection. */
  record Key(String collection, String key) {}

  /**
   * A change that may be told.
   *
   * @param expiry whether maintenance has deleted the record because it had expired
   */
  record Told(RecordChange change, boolean expiry) {}

  /** A change of one key. The lock of the queues guards its fields. */
  static final class Change {
    private final Key key;
    private final boolean brief;
    private final boolean expiry;
    private RecordChange change;
    private boolean committed;

    /**
     * A change that is not committed yet.
     *
     * @param brief whether its transaction ends soon, because it is not the host's
     */
    Change(RecordChange change, boolean brief) {
      this(change, brief, false);
    }

    private Change(RecordChange change, boolean brief, boolean expiry) {
      this.key = new Key(change.collection(), change.key());
      this.brief = brief;
      this.expiry = expiry;
      this.change = change;
    }

    /** The deletion of an expired record that is not committed yet. */
    static Change ofExpiry(RecordChange deletion) {
      return new Change(deletion, true, true);
    }

    Key key() {
      return key;
    }

    /** Whether the change may be merged with a neighbour. A listener is told of each expiry. */
    private boolean mayMerge() {
      return committed && !expiry;
    }
  }

  /** The thread's call that tells the changes of a queue. */
  private static final class Queue {
    private final List<Change> changes = new ArrayList<>(2);
    private @Nullable Object teller;
  }

  @GuardedBy("this")
  private final Map<Key, Queue> queues = new HashMap<>();

  /** Adds changes, whose transaction still holds the locks of their rows. */
  synchronized void add(List<Change> changes) {
    for (Change each : changes) {
      queues.computeIfAbsent(each.key, key -> new Queue()).changes.add(each);
    }
  }

  /** Ends the transaction of these changes. */
  synchronized void end(List<Change> changes, boolean committed) {
    for (Change each : changes) {
      Queue queue = queues.get(each.key);
      if (queue == null) {
        continue;
      }
      if (committed) {
        each.committed = true;
        mergeAround(queue.changes, each);
      } else {
        queue.changes.remove(each);
      }
    }
  }

  /**
   * Merges a committed change with its committed neighbours in a long queue, so that a slow
   * listener costs no memory.
   */
  private static void mergeAround(List<Change> changes, Change change) {
    if (!change.mayMerge()) {
      return;
    }
    int at = changes.indexOf(change);
    if (isLong(changes) && at > 0 && changes.get(at - 1).mayMerge()) {
      merge(changes, at - 1);
      at = changes.indexOf(change);
    }
    if (isLong(changes) && at >= 0 && at + 1 < changes.size() && changes.get(at + 1).mayMerge()) {
      merge(changes, at);
    }
  }

  private static boolean isLong(List<Change> changes) {
    return changes.size() > MOST_WAITING;
  }

  /** Merges the change at a position into the next one. */
  private static void merge(List<Change> changes, int position) {
    Change next = changes.get(position + 1);
    RecordChange earlier = changes.remove(position).change;
    RecordChange later = next.change;
    if (earlier.isCreation() && later.isDeletion()) {
      changes.remove(position);
    } else {
      next.change =
          new RecordChange(
              later.collection(), later.key(), earlier.oldVersion(), later.newVersion());
    }
  }

  /**
   * Takes the changes of these keys that may be told now. The teller tells them and then calls this
   * again, until the result is empty. Meanwhile no other teller gets changes of the keys that the
   * result contains.
   *
   * @param round the number of earlier calls by this teller
   */
  synchronized List<Told> take(Object teller, Collection<Key> keys, int round) {
    List<Told> taken = new ArrayList<>();
    for (Key key : keys) {
      Queue queue = queues.get(key);
      if (queue == null || (queue.teller != null && queue.teller != teller)) {
        continue;
      }
      boolean leaves = round >= ROUNDS && hasSuccessor(queue);
      int before = taken.size();
      while (!leaves && !queue.changes.isEmpty() && queue.changes.get(0).committed) {
        Change next = queue.changes.remove(0);
        taken.add(new Told(next.change, next.expiry));
      }
      queue.teller = taken.size() > before ? teller : null;
      if (queue.teller == null && queue.changes.isEmpty()) {
        queues.remove(key);
      }
    }
    return taken;
  }

  /** Whether another thread will soon end a transaction that has changed the key, and then tell. */
  private static boolean hasSuccessor(Queue queue) {
    return queue.changes.stream().anyMatch(each -> each.brief && !each.committed);
  }

  /** The number of keys with a queue. */
  synchronized int size() {
    return queues.size();
  }
}
