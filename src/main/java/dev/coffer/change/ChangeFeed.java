package dev.coffer.change;

import dev.coffer.api.ContentHash;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.RunReport;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners of one database what was committed. Without listeners it does nothing.
 * Thread-safe.
 */
public final class ChangeFeed {

  private static final Logger log = LoggerFactory.getLogger(CofferListener.class);

  /** A feed without listeners. */
  public static final ChangeFeed SILENT = new ChangeFeed(List.of());

  private final List<CofferListener> listeners;
  private final ChangeQueues queues = new ChangeQueues();

  public ChangeFeed(List<CofferListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Whether there are no listeners. Otherwise a write must run in a transaction and find out the
   * versions that it replaces.
   */
  public boolean isSilent() {
    return listeners.isEmpty();
  }

  /**
   * The changes that work has made.
   *
   * @param <R> the type of the result of the work
   */
  @FunctionalInterface
  public interface Changes<R> {
    List<RecordChange> of(R result) throws SQLException;
  }

  /**
   * Runs work that changes records, and tells its changes after the commit. The work must hold the
   * locks of the changed rows when it returns, until the transaction of the unit ends.
   *
   * @param keys the keys that the work may change
   */
  public <R> R run(
      UnitOfWork unit, String collection, List<String> keys, Work<R> work, Changes<R> changes)
      throws SQLException {
    if (isSilent()) {
      return work.run(unit);
    }
    Operation operation = new Operation(unit, collection, keys);
    R result = work.run(unit);
    operation.changed(changes.of(result));
    return result;
  }

  /**
   * Tells that expired records were deleted, after the commit. The transaction has deleted them and
   * holds the locks of their rows.
   *
   * @param deletions the deleted records of one collection
   */
  public void recordsExpired(UnitOfWork unit, String collection, List<RecordChange> deletions) {
    if (!isSilent() && !deletions.isEmpty()) {
      new Operation(unit, collection, List.of()).expired(deletions);
    }
  }

  /** One operation that changes records. Used by the thread of its transaction alone. */
  private final class Operation {
    private final UnitOfWork unit;
    private final String collection;
    private List<String> keys;
    private List<ChangeQueues.Change> changes = List.of();
    private boolean committed;

    Operation(UnitOfWork unit, String collection, List<String> keys) {
      this.unit = unit;
      this.collection = collection;
      this.keys = keys;
      unit.afterCommit(() -> committed = true);
      unit.afterCompletion(() -> queues.end(changes, committed));
      unit.afterRelease(this::tell);
    }

    void changed(List<RecordChange> made) {
      add(made, each -> new ChangeQueues.Change(each, !unit.joinsHost()));
    }

    void expired(List<RecordChange> deletions) {
      add(deletions, ChangeQueues.Change::ofExpiry);
    }

    private void add(
        List<RecordChange> made, Function<RecordChange, ChangeQueues.Change> uncommitted) {
      keys = made.stream().map(RecordChange::key).toList();
      changes = made.stream().map(uncommitted).toList();
      queues.add(changes);
    }

    private void tell() {
      if (unit.isOutcomeUnknown() && !keys.isEmpty()) {
        ChangeFeed.this.tell(each -> each.recordsUncertain(collection, keys));
      }
      Set<ChangeQueues.Key> changed = new LinkedHashSet<>();
      changes.forEach(each -> changed.add(each.key()));
      int round = 0;
      List<ChangeQueues.Told> ready = queues.take(this, changed, round);
      while (!ready.isEmpty()) {
        tellInOrder(ready);
        round++;
        ready = queues.take(this, changed, round);
      }
    }
  }

  /** Tells changes in their order, and those in one call that are of one kind. */
  private void tellInOrder(List<ChangeQueues.Told> ready) {
    int from = 0;
    for (int to = 1; to <= ready.size(); to++) {
      if (to == ready.size() || isOtherEvent(ready.get(to - 1), ready.get(to))) {
        List<RecordChange> told =
            ready.subList(from, to).stream().map(ChangeQueues.Told::change).toList();
        if (ready.get(from).expiry()) {
          String collection = told.get(0).collection();
          List<String> keys = told.stream().map(RecordChange::key).toList();
          tell(each -> each.recordsExpired(collection, keys));
        } else {
          tell(each -> each.recordsChanged(told));
        }
        from = to;
      }
    }
  }

  private static boolean isOtherEvent(ChangeQueues.Told one, ChangeQueues.Told next) {
    return one.expiry() != next.expiry()
        || (one.expiry() && !one.change().collection().equals(next.change().collection()));
  }

  /** Tells that all records of a collection have another one, after the commit of the unit. */
  public void collectionRenamed(UnitOfWork unit, String collection, String newName) {
    afterCommit(
        unit,
        each -> each.collectionRenamed(collection, newName),
        each -> {
          each.recordsUncertain(collection, List.of());
          each.recordsUncertain(newName, List.of());
        });
  }

  /** Tells that a content was stored or is kept, after the commit of the unit. */
  public void contentStored(UnitOfWork unit, ContentHash hash) {
    afterCommit(unit, each -> each.contentStored(hash), each -> {});
  }

  /** Tells that a content was released, after the commit of the unit. */
  public void contentReleased(UnitOfWork unit, ContentHash hash) {
    afterCommit(unit, each -> each.contentReleased(hash), each -> {});
  }

  /** Tells that a content was deleted, after the commit of the unit. */
  public void contentDeleted(UnitOfWork unit, ContentHash hash) {
    afterCommit(unit, each -> each.contentDeleted(hash), each -> {});
  }

  /** Tells that the garbage collector has deleted contents, after the commit of the unit. */
  public void contentsCollected(UnitOfWork unit, List<ContentHash> hashes) {
    afterCommit(unit, each -> each.contentsCollected(hashes), each -> {});
  }

  /** Tells of damage that was not known before, after the commit of the unit. */
  public void damageFound(UnitOfWork unit, List<Damage> damage) {
    afterCommit(unit, each -> each.damageFound(damage), each -> {});
  }

  /** Tells that a run of a maintenance task has ended, after the commit of the unit. */
  public void runEnded(UnitOfWork unit, RunReport run) {
    afterCommit(unit, each -> each.runEnded(run), each -> {});
  }

  private void afterCommit(
      UnitOfWork unit, Consumer<CofferListener> event, Consumer<CofferListener> ifUnknown) {
    if (isSilent()) {
      return;
    }
    unit.afterCommit(() -> unit.afterRelease(() -> tell(event)));
    unit.afterRelease(
        () -> {
          if (unit.isOutcomeUnknown()) {
            tell(ifUnknown);
          }
        });
  }

  /** Tells every listener. A failure of one does not reach the caller or the others. */
  private void tell(Consumer<CofferListener> event) {
    for (CofferListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        log.error(
            "The listener {} failed. The change that it was told of is committed.",
            listener.getClass().getName(),
            e);
      }
    }
  }
}
