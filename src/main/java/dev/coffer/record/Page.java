package dev.coffer.record;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of records in the direction of its range, with the position of the next page.
 *
 * @param records the records
 * @param last the key after which the next page begins; null if this is the last page
 */
public record Page<T, K>(List<StoredValue<T, K>> records, @Nullable K last) {

  public Page {
    records = List.copyOf(Objects.requireNonNull(records, "The argument 'records' is null."));
  }

  /** The key to pass for the next page; empty if this is the last page. */
  public Optional<K> next() {
    return Optional.ofNullable(last);
  }

  /** Whether both are the same. A key that is an array counts by its elements. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Page<?, ?> that
        && records.equals(that.records)
        && Objects.deepEquals(last, that.last);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new @Nullable Object[] {records, last});
  }
}
