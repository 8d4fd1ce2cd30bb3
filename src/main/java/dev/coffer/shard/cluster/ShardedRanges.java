package dev.coffer.shard.cluster;

import dev.coffer.record.Page;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.StoredValue;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.store.PagedRecords;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reads of ranges of a collection, merged from the pages of all shards. Thread-safe. */
final class ShardedRanges<T, K> {

  private static final int LARGEST_PAGE = 512;

  private final ShardedAccess<T, K> access;

  ShardedRanges(ShardedAccess<T, K> access) {
    this.access = access;
  }

  Stream<StoredValue<T, K>> scan(Range<K> range) {
    return merged(range, null, this::values, each -> access.text(each.key()));
  }

  private MergedRows.Page<StoredValue<T, K>> values(
      PagedRecords<T, K> records, Range<K> range, @Nullable K after, int limit) {
    Page<T, K> page = records.page(range, after, limit);
    return new MergedRows.Page<>(page.records(), text(page.last()));
  }

  Stream<RecordMetadata<K>> metadata(Range<K> range) {
    return merged(
        range,
        null,
        (records, all, after, limit) -> {
          List<RecordMetadata<K>> rows = records.metadata(all, after, limit);
          return new MergedRows.Page<>(
              rows, rows.size() < limit ? null : text(rows.get(limit - 1).key()));
        },
        each -> access.text(each.key()));
  }

  /** Reads a page of the records of one shard. */
  @FunctionalInterface
  private interface Pages<T, K, R> {
    MergedRows.Page<R> read(
        PagedRecords<T, K> records, Range<K> range, @Nullable K after, int limit);
  }

  private <R> Stream<R> merged(
      Range<K> range, @Nullable K first, Pages<T, K, R> pages, Function<R, String> text) {
    KeyRange encoded = access.keys().encode(access.collection(), range);
    return MergedRows.stream(plans(range, first, pages), text, encoded.descending(), LARGEST_PAGE);
  }

  private @Nullable String text(@Nullable K key) {
    return key == null ? null : access.text(key);
  }

  /** The plans of a merge: each after the first one is asked for because the map has changed. */
  private <R> Supplier<MergedRows.Plan<R>> plans(
      Range<K> range, @Nullable K first, Pages<T, K, R> pages) {
    AtomicBoolean begun = new AtomicBoolean();
    return () -> {
      if (begun.getAndSet(true)) {
        access.shards().refresh();
      }
      return plan(range, first, pages);
    };
  }

  private <R> MergedRows.Plan<R> plan(Range<K> range, @Nullable K first, Pages<T, K, R> pages) {
    ShardedAccess<T, K>.Bound present = access.bound();
    List<MergedRows.Source<R>> sources = new ArrayList<>();
    for (String name : access.shards().inUse(present.routes())) {
      sources.add(
          (after, limit) -> {
            @Nullable K key =
                after == null ? first : access.keys().decode(access.collection(), after);
            MergedRows.Page<R> page =
                access
                    .shards()
                    .current(
                        present.routes(),
                        () ->
                            access
                                .shards()
                                .at(name, () -> pages.read(present.at(name), range, key, limit)));
            access.shards().confirm(present.routes(), name);
            return page;
          });
    }
    return new MergedRows.Plan<>(sources, present.routes().move());
  }

  Optional<StoredValue<T, K>> first(Range<K> range) {
    try (Stream<StoredValue<T, K>> all = scan(range)) {
      return all.findFirst();
    }
  }

  Page<T, K> page(Range<K> range, @Nullable K after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit of a page is " + limit + "; use at least 1.");
    }
    List<StoredValue<T, K>> rows = new ArrayList<>();
    try (Stream<StoredValue<T, K>> all =
        merged(range, after, this::values, each -> access.text(each.key()))) {
      Iterator<StoredValue<T, K>> next = all.iterator();
      while (rows.size() < limit && next.hasNext()) {
        rows.add(next.next());
      }
      boolean more = rows.size() == limit && next.hasNext();
      return new Page<>(rows, more ? rows.get(limit - 1).key() : null);
    }
  }

  /** The number of records. While keys move, their keys are read, so that none counts twice. */
  long count(Range<K> range) {
    return access
        .shards()
        .attempt(
            () -> {
              ShardedAccess<T, K>.Bound present = access.bound();
              if (present.routes().move()) {
                return metadata(range).count();
              }
              long count = 0;
              for (String name : access.shards().inUse(present.routes())) {
                count += access.shards().at(name, () -> present.at(name).count(range));
                access.shards().confirm(present.routes(), name);
              }
              return count;
            });
  }

  /** Deletes the records of a range, some hundred at a time. */
  long delete(Range<K> range, ShardedBatches<T, K> batches) {
    long deleted = 0;
    try (Stream<RecordMetadata<K>> all = metadata(range)) {
      Iterator<RecordMetadata<K>> rows = all.iterator();
      while (rows.hasNext()) {
        Map<K, String> keys = access.keys().newMap(access.collection());
        while (rows.hasNext() && keys.size() < LARGEST_PAGE) {
          K key = rows.next().key();
          keys.put(key, access.text(key));
        }
        deleted +=
            batches.write(keys, (records, part) -> records.deleteAll(part)).stream()
                .mapToLong(Long::longValue)
                .sum();
      }
    }
    return deleted;
  }
}
