package dev.coffer.shard.cluster;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.write.RecordTransfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Moves records to the shard in which they belong by the map that changes. Thread-safe.
 *
 * <p>While keys move, the record in their former shard is the truth as long as it exists: nobody
 * writes such a key in its new shard before, and nobody inserts one into the former shard. A move
 * locks the record in the former shard, commits a copy in the new one, and then deletes and commits
 * in the former one. If the process ends between both commits, the copy is overwritten by the next
 * move of the record. So a reader that looks into the former shard first and then into the new one
 * misses no record, and a writer that moves the record first writes where it belongs.
 */
final class RecordPull {

  private final Shards shards;

  RecordPull(Shards shards) {
    this.shards = shards;
  }

  /**
   * Moves the records of these keys, if they are in their former shard.
   *
   * @param keys the texts of distinct keys with this place
   * @return the number of moved records
   * @throws MapChangedException if one of the shards has another map
   */
  int pull(Routes known, String collection, Routes.Place place, List<String> keys) {
    List<String> sorted = keys.stream().sorted(Utf8Order.COMPARATOR).toList();
    ShardDatabase from = shards.shard(place.from()).database();
    return shards.at(
        place.from(),
        () ->
            shards
                .fenced(known, place.from())
                .write(
                    unit -> {
                      RecordTransfer source = from.records().transfer();
                      List<RecordTransfer.Moved> moved = source.lock(unit, collection, sorted);
                      if (!moved.isEmpty()) {
                        insert(known, collection, place, moved);
                      }
                      source.delete(unit, collection, sorted);
                      return moved.size();
                    }));
  }

  private void insert(
      Routes known, String collection, Routes.Place place, List<RecordTransfer.Moved> moved) {
    try {
      insertOnce(known, collection, place, moved);
    } catch (ContentNotFoundException e) {
      ContentStore source = shards.contents(place.from());
      ContentStore target = shards.contents(place.to());
      moved.stream()
          .flatMap(each -> each.hashes().stream())
          .distinct()
          .forEach(hash -> shards.at(place.to(), () -> copy(hash, source, target)));
      insertOnce(known, collection, place, moved);
    }
  }

  private void insertOnce(
      Routes known, String collection, Routes.Place place, List<RecordTransfer.Moved> moved) {
    RecordTransfer target = shards.shard(place.to()).database().records().transfer();
    var unused =
        shards.at(
            place.to(),
            () ->
                shards
                    .fenced(known, place.to())
                    .write(
                        unit -> {
                          target.insert(unit, collection, moved);
                          return moved.size();
                        }));
  }

  /** Copies a content without a retention: the record that refers to it keeps it. */
  static StoredContent copy(ContentHash hash, ContentStore source, ContentStore target) {
    try (InputStream bytes = source.open(hash)) {
      return target.stage(bytes, hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
