package dev.coffer.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some records in key order, and where the next ones begin.
 *
 * @param records the records
 * @param last the key after which the next page begins; null when this is the last page
 */
public record Page<T, K>(List<StoredValue<T, K>> records, @Nullable K last) {

  public Page {
    records = List.copyOf(Objects.requireNonNull(records, "The argument 'records' is null."));
  }

  /** The key to pass for the next page; empty when there is none. */
  public Optional<K> next() {
    return Optional.ofNullable(last);
  }
}
