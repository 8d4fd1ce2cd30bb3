package dev.coffer.bench.cluster;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The program of a node with Coffer. */
final class CofferNode implements Node {

  /** What the heap cache counts for a value of 1 KB: its bytes five times, and 400 of overhead. */
  private static final long ENTRY = 400 + 5 * 1100;

  private final RecordRepository<String, String> records;

  private CofferNode(Coffer coffer) {
    this.records = coffer.records("shared", String.class);
  }

  /** The address, user and password of the database; the mode and the entries of the cache. */
  public static void main(String[] arguments) throws Exception {
    OpenSettings settings =
        OpenSettings.of(arguments[0])
            .withUser(arguments[1])
            .withPassword(arguments[2])
            .withCache(0, 0)
            .withRecordCache(RecordCacheMode.valueOf(arguments[3]))
            .withHeapCache(ENTRY * Long.parseLong(arguments[4]));
    try (Coffer coffer = Coffer.open(settings)) {
      NodeCommands.serve(new CofferNode(coffer));
    }
  }

  @Override
  public @Nullable String get(String key) {
    return records.get(key).orElse(null);
  }

  @Override
  public void put(String key, String value) {
    records.put(key, value);
  }

  @Override
  public void fill(int count) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(NodeCommands.key(i), NodeCommands.value(i));
    }
    records.putAll(values);
  }
}
