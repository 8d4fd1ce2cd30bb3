package dev.coffer.shard.cluster;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.TransactionOptions;
import dev.coffer.record.CollectionInfo;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.RangeQueries;
import dev.coffer.record.row.StampedKey;
import dev.coffer.tx.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of several operations on one group of keys, in the shard of the group. Thread-safe.
 *
 * <p>While keys move, the records of the group are moved first. They stay complete in their new
 * shard: nobody inserts a moving key into the former shard, and the map cannot change there before
 * the transaction ends, because it holds the lock of the version.
 */
final class GroupTransactions {

  private static final int KEYS = 100;

  private final Shards shards;
  private final ShardedRecordStore records;
  private final ShardedContents contents;

  GroupTransactions(Shards shards) {
    this.shards = shards;
    this.records = new ShardedRecordStore(shards, false);
    this.contents = new ShardedContents(shards);
  }

  /** Runs work in a transaction on the group of a key. */
  <R extends @Nullable Object> R call(
      String collection, String keyText, TransactionOptions options, GroupWork<R> work) {
    try {
      return attempt(collection, keyText, options, work);
    } catch (ElsewhereException e) {
      throw e.failure();
    }
  }

  private <R extends @Nullable Object> R attempt(
      String collection, String keyText, TransactionOptions options, GroupWork<R> work) {
    return shards.attempt(
        () -> {
          Routes known = shards.routes();
          Routes.Place place = known.place(known.map().hash(collection, keyText));
          KeyGroup group =
              new KeyGroup(
                  place.to(), known.map().key(), collection, known.map().key().group(keyText));
          if (place.moves()) {
            pull(known, group, place);
          }
          return shards.write(known, place.to(), () -> told(known, group, options, work));
        });
  }

  /**
   * Runs work whose failure may be that of another database than the shard.
   *
   * @throws ElsewhereException if the work cannot reach a database, and the shard can be reached
   */
  private <R extends @Nullable Object> R told(
      Routes known, KeyGroup group, TransactionOptions options, GroupWork<R> work) {
    AtomicReference<@Nullable DatabaseUnavailableException> ofWork = new AtomicReference<>();
    GroupWork<R> watched =
        (records, contents, session) -> {
          try {
            return work.run(records, contents, session);
          } catch (DatabaseUnavailableException e) {
            ofWork.set(e);
            throw e;
          }
        };
    try {
      return call(known, group, options, watched);
    } catch (DatabaseUnavailableException e) {
      if (e == ofWork.get() && answers(group.shard())) {
        throw new ElsewhereException(e);
      }
      throw e;
    }
  }

  private boolean answers(String name) {
    try {
      var unused = shards.shard(name).database().own().read(ShardRows::version);
      return true;
    } catch (CofferException e) {
      return false;
    }
  }

  private <R extends @Nullable Object> R call(
      Routes known, KeyGroup group, TransactionOptions options, GroupWork<R> work) {
    ShardDatabase database = shards.shard(group.shard()).database();
    long version = known.version(group.shard());
    return database
        .own()
        .inSession(
            options,
            (session, joined) -> {
              if (!options.readOnly()) {
                fence(joined, version);
              } else {
                compare(joined, version);
              }
              R result =
                  work.run(
                      new GroupRecords(database.records().within(group, joined), records),
                      new GroupContents(database.contents().over(joined), contents, group),
                      session);
              if (options.readOnly()) {
                // A transaction that writes nothing cannot hold the lock on every database.
                compare(joined, version);
              }
              return result;
            });
  }

  private static void fence(Transactions joined, long version) {
    var unused =
        joined.write(
            unit -> {
              ShardRows.fence(unit, version);
              return version;
            });
  }

  private static void compare(Transactions joined, long version) {
    long actual = joined.read(ShardRows::version);
    if (actual != version) {
      throw new MapChangedException(version, actual);
    }
  }

  /** Moves all records of a group to where they belong. */
  private void pull(Routes known, KeyGroup group, Routes.Place place) {
    if (!group.key().hasGroups()) {
      var unused = shards.pull().pull(known, group.collection(), place, List.of(group.group()));
      return;
    }
    ShardDatabase from = shards.shard(place.from()).database();
    List<CollectionInfo> collections =
        shards.at(place.from(), () -> from.records().over(from.own()).collections());
    for (CollectionInfo each : collections) {
      var unused = shards.pull().pull(known, each.name(), place, List.of(group.group()));
      group.range().ifPresent(range -> pull(known, each.name(), place, from, range));
    }
  }

  private void pull(
      Routes known, String collection, Routes.Place place, ShardDatabase from, KeyRange range) {
    List<String> keys;
    do {
      // A page that was moved is not there any more.
      keys =
          new ArrayList<>(
              shards.at(
                  place.from(),
                  () ->
                      from.own()
                          .read(
                              unit ->
                                  RangeQueries.keys(unit, collection, range, KEYS).stream()
                                      .map(StampedKey::key)
                                      .toList())));
      if (!keys.isEmpty()) {
        var unused = shards.pull().pull(known, collection, place, keys);
      }
    } while (!keys.isEmpty());
  }
}
