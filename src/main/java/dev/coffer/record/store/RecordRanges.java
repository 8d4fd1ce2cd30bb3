package dev.coffer.record.store;

import dev.coffer.record.Page;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.StoredValue;
import dev.coffer.record.cache.RecordReads;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.key.KeyType;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RowPage;
import dev.coffer.record.row.StampedKey;
import dev.coffer.tx.Transactions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reads of ranges of a collection. As thread-safe as its transactions. */
final class RecordRanges<T, K> {
  /** Reads the first rows of a range, which are decoded ahead of their reader. */
  private final RecordScan.Pages<RecordRow> rows;

  private final RecordPages pages;
  private final Transactions transactions;
  private final String collection;
  private final KeyType<K> keys;
  private final Function<RecordRow, StoredValue<T, K>> binding;

  RecordRanges(
      RecordPages pages,
      RecordReads reads,
      Transactions transactions,
      String collection,
      KeyType<K> keys,
      Function<RecordRow, StoredValue<T, K>> binding) {
    this.rows =
        (range, limit) -> {
          RowPage<RecordRow> page = pages.read(transactions, collection, range, limit);
          return new RowPage<>(reads.decoded(collection, page.rows()), page.last());
        };
    this.pages = pages;
    this.transactions = transactions;
    this.collection = collection;
    this.keys = keys;
    this.binding = binding;
  }

  Stream<StoredValue<T, K>> scan(Range<K> range) {
    return RecordScan.stream(encode(range), pages.size(), rows, binding);
  }

  Stream<RecordMetadata<K>> metadata(Range<K> range) {
    return RecordScan.stream(
        encode(range),
        pages.size(),
        (rest, limit) -> pages.keys(transactions, collection, rest, limit),
        this::metadata);
  }

  /** The metadata of the first records of a range after a key; fewer than the limit at its end. */
  List<RecordMetadata<K>> metadata(Range<K> range, @Nullable K after, int limit) {
    return pages.keys(transactions, collection, rest(range, after), limit).rows().stream()
        .map(this::metadata)
        .toList();
  }

  private KeyRange rest(Range<K> range, @Nullable K after) {
    KeyRange whole = encode(range);
    return after == null ? whole : whole.after(keys.encode(collection, after));
  }

  private RecordMetadata<K> metadata(StampedKey row) {
    return row.metadata(keys.decode(collection, row.key()));
  }

  Optional<StoredValue<T, K>> first(Range<K> range) {
    RecordRow row = pages.first(transactions, collection, encode(range));
    return row == null ? Optional.empty() : Optional.of(binding.apply(row));
  }

  Page<T, K> page(Range<K> range, @Nullable K after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit of a page is " + limit + "; use at least 1.");
    }
    RowPage<RecordRow> page = rows.read(rest(range, after), limit);
    String last = page.last();
    return new Page<>(
        page.rows().stream().map(binding).toList(),
        last == null ? null : keys.decode(collection, last));
  }

  long count(Range<K> range) {
    return pages.count(transactions, collection, encode(range));
  }

  /** The texts of a range, which must not be null. */
  KeyRange encode(Range<K> range) {
    Objects.requireNonNull(
        range, () -> "The argument 'range' for collection '" + collection + "' is null.");
    return keys.encode(collection, range);
  }
}
