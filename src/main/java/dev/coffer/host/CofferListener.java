package dev.coffer.host;

import dev.coffer.api.ContentHash;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.RunReport;
import java.util.List;

/**
 * A listener to the committed changes of one {@code Coffer}, for example to maintain a search index
 * or a cache of the host. Every method does nothing by default. Implementations must be
 * thread-safe.
 *
 * <p><b>What is told.</b> A listener is told of the changes that its {@code Coffer} has committed,
 * in its own transactions and in those of the host. It is not told of a rollback, of a put that
 * wrote nothing because the value was equal, of a change of an expiry alone, or of the changes of
 * other processes. The moment at which a record expires is not told either, but the deletion of its
 * row by the maintenance of this {@code Coffer} is. A rollback to a savepoint of the host is
 * unknown to Coffer, which tells the change after the commit.
 *
 * <p><b>When.</b> A listener is told after the commit, never inside the transaction. In Coffer's
 * own transactions the connection is back in the pool by then. The listener may call the stores of
 * {@code Coffer}, which use transactions of their own; their changes are told too.
 *
 * <p><b>Order.</b> The changes of one key are told one after the other in the order of their
 * commits. If only this {@code Coffer} changes the record, the old version of each change is the
 * new version of the change before it. Changes of different keys have no order.
 *
 * <p><b>A slow listener.</b> The thread that has committed a change tells it before its call
 * returns, so a slow listener makes the calls of its own thread slow. It does not stop other
 * threads: while one thread tells a change of a key, other threads that change this key leave their
 * changes to it and return. If more than 64 changes of a key wait, adjacent ones are told as one
 * change, from the first old version to the last new version.
 *
 * <p><b>A failing listener.</b> An exception is logged as an error and has no other effect: the
 * write has succeeded, its call returns normally, and the other listeners are told. The change is
 * not told again. Nothing is told again after a crash of the process either, so a search index
 * should be able to compare its versions with those of {@code RecordRepository.metadata}.
 */
public interface CofferListener {

  /**
   * Tells of changed records.
   *
   * @param changes at least one change. They are the changes of one operation, such as a batch,
   *     without those that had to wait for another thread; such changes follow in a later call.
   */
  default void recordsChanged(List<RecordChange> changes) {}

  /**
   * Tells of records that had expired and whose rows maintenance has deleted, for example to
   * release what belongs to a session. These deletions are not told by {@link #recordsChanged}, but
   * they are in order with it: a record that is created again under the key is told later. If it is
   * created again before maintenance has deleted the expired row, its creation with the old version
   * 0 is told alone.
   *
   * @param keys at least one key, as it is stored
   */
  default void recordsExpired(String collection, List<String> keys) {}

  /**
   * Tells that all records of a collection have another collection. Their new versions are unknown.
   * No order is defined between this call and changes that other threads write to either collection
   * at the same time.
   */
  default void collectionRenamed(String collection, String newName) {}

  /**
   * Tells of records that may have changed: the connection was lost during the commit of a
   * transaction of Coffer, and the caller got an {@code UnknownOutcomeException}. The database may
   * execute the commit later. After a lost commit of the host's own transaction, nothing is told.
   *
   * @param keys the keys as they are stored; empty for all keys of the collection
   */
  default void recordsUncertain(String collection, List<String> keys) {}

  /**
   * Tells that a content was stored, staged or retained, also if its bytes were stored before. The
   * parts of a content, and the contents that hold the values of records, are not told.
   */
  default void contentStored(ContentHash hash) {}

  /**
   * Tells that a content was released, by all or by one holder. Another holder may still keep it.
   */
  default void contentReleased(ContentHash hash) {}

  /** Tells that a content was deleted. The parts of a content are not told. */
  default void contentDeleted(ContentHash hash) {}

  /**
   * Tells that the garbage collector of this process has deleted contents, among them parts of
   * contents and contents that held the values of records. One call tells of one transaction.
   */
  default void contentsCollected(List<ContentHash> hashes) {}

  /**
   * Tells that a scrub of this process has found damage that was not known before. A content is
   * healed by a store of the same bytes, and a record by a put of its value.
   *
   * @param damage at least one damage
   */
  default void damageFound(List<Damage> damage) {}

  /**
   * Tells that a run of a maintenance task in this process has ended, with any outcome, and that
   * the history has it. Dry runs, runs that did not start, and runs of {@code
   * MaintenanceTask.EVICT} are not told.
   */
  default void runEnded(RunReport run) {}

  /**
   * The listener to the changes of a tenant with a database or schema of its own. Coffer calls this
   * once for each tenant. By default, one listener is told of the changes of all tenants.
   */
  default CofferListener ofTenant(String tenant) {
    return this;
  }
}
