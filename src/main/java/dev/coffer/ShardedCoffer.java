package dev.coffer;

import dev.coffer.api.TransactionOptions;
import dev.coffer.content.ContentStore;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.VerificationReport;
import dev.coffer.record.RecordStore;
import dev.coffer.record.key.KeyRules;
import dev.coffer.shard.ClusterState;
import dev.coffer.shard.ShardProgress;
import dev.coffer.shard.cluster.ShardCluster;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several databases as one record store and one content store: a key decides the database, the
 * shard, that has its record. Thread-safe. Create it with {@link Coffer#sharded()}.
 *
 * <p>Operations on one key, and batches whose keys belong to one shard, are as atomic as those of a
 * {@link Coffer}. A batch over several shards is refused, unless it is made by {@link #perShard()}.
 * Scans, pages, counts and reads of several keys cover all shards. A scan shows no common state of
 * all shards.
 *
 * <p>If a shard cannot be reached, operations that need it fail with {@link
 * dev.coffer.api.ShardUnavailableException}, and all others go on.
 */
public final class ShardedCoffer implements Stores, AutoCloseable {

  private final ShardCluster cluster;
  private final Map<String, ShardCoffer> shards;
  private final ExecutorService executor;
  private final Stores atomic;
  private final Stores perShard;

  ShardedCoffer(ShardCluster cluster, Map<String, ShardCoffer> shards, ExecutorService executor) {
    this.cluster = cluster;
    this.shards = Map.copyOf(shards);
    this.executor = executor;
    ContentStore contents = cluster.contents();
    this.atomic = new StoresOver(cluster.records(false), contents);
    this.perShard = new StoresOver(cluster.records(true), contents);
  }

  @Override
  public RecordStore records() {
    return atomic.records();
  }

  @Override
  public ContentStore contents() {
    return atomic.contents();
  }

  /**
   * The same stores, whose batches are divided among the shards of their keys. Each shard writes
   * its part in a transaction of its own, all or none, side by side with the others. If some parts
   * fail, {@link dev.coffer.api.PartlyWrittenException} says which shards have theirs.
   */
  public Stores perShard() {
    return perShard;
  }

  /**
   * Runs several operations on one group of keys in one transaction, and commits it; see {@link
   * Coffer#callInTransaction(Function)}. The transaction is in the shard of the group, in which the
   * keys of the group lie in all collections (see {@link dev.coffer.shard.ShardKey}). The work may
   * also run again because the group has moved to another shard. Its entity manager is that of the
   * shard's database.
   *
   * <p>The work reads and writes keys of the group, and ranges within the group. Contents are
   * staged in the transaction; they are retained and released outside of it.
   *
   * @param collection a collection of the group
   * @param keyText the text of a key of the group
   * @return the result of the work
   * @throws dev.coffer.api.SeveralShardsException if the work uses a key or range outside of the
   *     group, or retains or releases a content
   */
  public <R extends @Nullable Object> R callInTransaction(
      String collection, String keyText, Function<TransactionalStores, R> work) {
    return callInTransaction(collection, keyText, TransactionOptions.defaults(), work);
  }

  /** The same with options; see {@link #callInTransaction(String, String, Function)}. */
  public <R extends @Nullable Object> R callInTransaction(
      String collection,
      String keyText,
      TransactionOptions options,
      Function<TransactionalStores, R> work) {
    KeyRules.checkCollection(collection);
    Objects.requireNonNull(keyText, "The argument 'keyText' is null.");
    Objects.requireNonNull(options, "The argument 'options' is null.");
    Objects.requireNonNull(work, "The argument 'work' is null.");
    return cluster.inTransaction(
        collection,
        KeyRules.checkKey(collection, keyText),
        options,
        (records, contents, entityManager) ->
            work.apply(new SessionStores(records, contents, entityManager)));
  }

  /** Does the same as {@link #callInTransaction(String, String, Function)} without a result. */
  public void runInTransaction(
      String collection, String keyText, Consumer<TransactionalStores> work) {
    Objects.requireNonNull(work, "The argument 'work' is null.");
    this.<@Nullable Object>callInTransaction(
        collection,
        keyText,
        stores -> {
          work.accept(stores);
          return null;
        });
  }

  /** The name of the shard to which a key belongs by the present map. */
  public String shardOf(String collection, String keyText) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    Objects.requireNonNull(keyText, "The argument 'keyText' is null.");
    return cluster.shardOf(collection, keyText);
  }

  /**
   * The Coffer of a shard, for its maintenance, backups and reports. Write records and contents
   * through this cluster only: a write to the shard itself is not kept from a key that has moved.
   *
   * @throws dev.coffer.api.ShardUnavailableException if its database was never reached
   * @throws dev.coffer.api.ShardMismatchException if its database is not the shard
   */
  public Optional<Coffer> shard(String name) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    return shards.containsKey(name) ? Optional.of(coffer(name)) : Optional.empty();
  }

  private Coffer coffer(String name) {
    cluster.requireOpen(name);
    return Objects.requireNonNull(shards.get(name)).get();
  }

  /** The state of the cluster, as its databases know it now. It does not fail if none answers. */
  public ClusterState state() {
    return cluster.state();
  }

  /**
   * Gives a shard another weight, and moves the keys whose place that changes; see {@link
   * ShardCluster#change}. A new shard must have been given to the builder of each process that uses
   * the cluster.
   */
  public ShardProgress change(String name, int weight, Consumer<ShardProgress> listener) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    Objects.requireNonNull(listener, "The argument 'listener' is null.");
    return cluster.change(name, weight, listener);
  }

  /** Continues a change that was interrupted; see {@link ShardCluster#resume}. */
  public ShardProgress resume(Consumer<ShardProgress> listener) {
    Objects.requireNonNull(listener, "The argument 'listener' is null.");
    return cluster.resume(listener);
  }

  /** The number of records that lie in a shard to which they do not belong; 0 unless keys move. */
  public long misplaced() {
    return cluster.misplaced();
  }

  /** The report of each shard, by its name; see {@link Coffer#report()}. */
  public Map<String, StorageReport> reports() {
    return each(Coffer::report);
  }

  /** The diagnosis of each shard, by its name; see {@link Coffer#diagnose()}. */
  public Map<String, Diagnosis> diagnoses() {
    return each(Coffer::diagnose);
  }

  /** The verification of each shard, by its name; see {@link Coffer#verify()}. */
  public Map<String, VerificationReport> verify() {
    return each(Coffer::verify);
  }

  private <R> Map<String, R> each(Function<Coffer, R> operation) {
    Map<String, R> results = new LinkedHashMap<>();
    shards.keySet().stream()
        .sorted()
        .forEach(name -> results.put(name, operation.apply(coffer(name))));
    return results;
  }

  /** Closes the cluster, and the databases that it opened. */
  @Override
  public void close() {
    executor.shutdown();
    shards.values().forEach(ShardCoffer::close);
  }
}
