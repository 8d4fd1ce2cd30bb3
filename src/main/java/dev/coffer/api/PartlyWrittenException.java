package dev.coffer.api;

import java.util.List;
import java.util.Map;

/**
 * A batch that was allowed to be written shard by shard failed on some shards and is committed on
 * others. The same batch can be written again.
 */
public class PartlyWrittenException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final List<String> written;
  private final transient Map<String, RuntimeException> failures;

  public PartlyWrittenException(
      String collection, List<String> written, Map<String, RuntimeException> failures) {
    super(
        "The batch of the collection '%s' is committed on the shards %s and failed on %s; write it again, or at least the part of the failed shards."
            .formatted(collection, written, failures),
        failures.values().iterator().next());
    this.written = List.copyOf(written);
    this.failures = Map.copyOf(failures);
  }

  /** The names of the shards that have their part of the batch. */
  public List<String> written() {
    return written;
  }

  /** The failures by the names of their shards; whether their parts are written depends on each. */
  public Map<String, RuntimeException> failures() {
    return failures;
  }
}
