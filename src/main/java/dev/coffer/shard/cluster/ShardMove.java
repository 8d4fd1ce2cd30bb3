package dev.coffer.shard.cluster;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentStore;
import dev.coffer.record.CollectionInfo;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.RangeQueries;
import dev.coffer.record.row.StampedKey;
import dev.coffer.shard.ShardProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The move of all keys that a changing map places elsewhere. It goes through the keys of each shard
 * that loses some, in batches that are committed one by one, so a run that ends early is continued
 * by the next one. Several runs at once do no harm: each batch locks its records. Used by one
 * thread.
 */
final class ShardMove {

  private static final int KEYS = 1_000;
  private static final int RECORDS = 100;
  private static final long BYTES = 4L << 20;

  private final Shards shards;
  private final Routes known;
  private final Consumer<ShardProgress> listener;
  private final List<String> problems = new ArrayList<>();
  private long records;
  private long contents;
  private long seen;

  /**
   * A move.
   *
   * @param known the map that changes, which all its shards have
   * @param listener is told of the progress
   */
  ShardMove(Shards shards, Routes known, Consumer<ShardProgress> listener) {
    this.shards = shards;
    this.known = known;
    this.listener = listener;
  }

  /** Moves everything, and returns what was moved and what could not be moved. */
  ShardProgress run() {
    for (String source : known.map().sources()) {
      for (CollectionInfo each : collections(source)) {
        moveRecords(source, each.name());
      }
      moveContents(source);
    }
    return progress();
  }

  /** The number of records that lie elsewhere than in their place. */
  long misplaced() {
    long misplaced = 0;
    for (ShardMember member : known.map().members()) {
      String name = member.name();
      for (CollectionInfo each : collections(name)) {
        KeyRange rest = KeyRange.ALL;
        List<StampedKey> page = page(name, each.name(), rest);
        while (!page.isEmpty()) {
          misplaced +=
              page.stream().filter(row -> !place(each.name(), row.key()).to().equals(name)).count();
          rest = rest.after(page.get(page.size() - 1).key());
          page = page(name, each.name(), rest);
        }
      }
    }
    return misplaced;
  }

  private List<StampedKey> page(String source, String collection, KeyRange range) {
    ShardDatabase database = shards.shard(source).database();
    return shards.at(
        source,
        () -> database.own().read(unit -> RangeQueries.keys(unit, collection, range, KEYS)));
  }

  private ShardProgress progress() {
    return new ShardProgress(seen, records, contents, problems);
  }

  private List<CollectionInfo> collections(String source) {
    ShardDatabase database = shards.shard(source).database();
    return shards.at(source, () -> database.records().over(database.own()).collections());
  }

  private void moveRecords(String source, String collection) {
    KeyRange rest = KeyRange.ALL;
    while (true) {
      List<StampedKey> page = page(source, collection, rest);
      seen += page.size();
      batches(page, collection).forEach(each -> move(collection, each));
      listener.accept(progress());
      if (page.size() < KEYS) {
        return;
      }
      rest = rest.after(page.get(page.size() - 1).key());
    }
  }

  /** Keys with one place. */
  private record Batch(Routes.Place place, List<String> keys) {}

  private List<Batch> batches(List<StampedKey> page, String collection) {
    Map<Routes.Place, List<StampedKey>> moving = new HashMap<>();
    for (StampedKey each : page) {
      Routes.Place place = place(collection, each.key());
      if (place.moves()) {
        moving.computeIfAbsent(place, key -> new ArrayList<>()).add(each);
      }
    }
    List<Batch> batches = new ArrayList<>();
    moving.forEach(
        (place, keys) -> {
          List<String> batch = new ArrayList<>();
          long bytes = 0;
          for (StampedKey each : keys) {
            batch.add(each.key());
            bytes += each.size();
            if (batch.size() == RECORDS || bytes >= BYTES) {
              batches.add(new Batch(place, List.copyOf(batch)));
              batch.clear();
              bytes = 0;
            }
          }
          if (!batch.isEmpty()) {
            batches.add(new Batch(place, batch));
          }
        });
    return batches;
  }

  private Routes.Place place(String collection, String key) {
    return known.place(known.map().hash(collection, key));
  }

  private void move(String collection, Batch batch) {
    try {
      records += shards.pull().pull(known, collection, batch.place(), batch.keys());
    } catch (MapChangedException e) {
      throw e;
    } catch (CofferException e) {
      if (batch.keys().size() == 1) {
        problems.add(
            "The record '%s' of collection '%s' stays in the shard '%s': %s"
                .formatted(batch.keys().get(0), collection, batch.place().from(), e.getMessage()));
        return;
      }
      batch.keys().forEach(key -> move(collection, new Batch(batch.place(), List.of(key))));
    }
  }

  /** Moves the contents that somebody keeps without a record. */
  private void moveContents(String source) {
    ContentStore store = shards.contents(source);
    @Nullable ContentHash after = null;
    while (true) {
      @Nullable ContentHash last = after;
      List<ContentInfo> page = shards.at(source, () -> store.list(last, KEYS));
      for (ContentInfo each : page) {
        Routes.Place place = known.place(ShardedContents.hash(each.hash()));
        if (place.moves()) {
          move(each, place);
        }
      }
      listener.accept(progress());
      if (page.size() < KEYS) {
        return;
      }
      after = page.get(page.size() - 1).hash();
    }
  }

  private void move(ContentInfo content, Routes.Place place) {
    try {
      contents += shards.contentPull().pull(known, content.hash(), place) ? 1 : 0;
    } catch (MapChangedException e) {
      throw e;
    } catch (CofferException e) {
      problems.add(
          "The content %s stays in the shard '%s': %s"
              .formatted(content.hash(), place.from(), e.getMessage()));
    }
  }
}
