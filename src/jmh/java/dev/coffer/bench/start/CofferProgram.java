package dev.coffer.bench.start;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.bench.data.Item;
import dev.coffer.record.RecordRepository;

/** Opens a database by Coffer, and reads a record. */
final class CofferProgram {

  /** The record that the command line reads too. */
  static final String COLLECTION = "items";

  static final String KEY = "first";

  private CofferProgram() {}

  /** The URL, the user and the password of a database; {@code create} for its first run. */
  public static void main(String[] arguments) {
    Stopwatch stopwatch = new Stopwatch();
    OpenSettings settings =
        arguments[1].isEmpty()
            ? OpenSettings.of(arguments[0])
            : OpenSettings.of(arguments[0]).withUser(arguments[1]).withPassword(arguments[2]);
    try (Coffer coffer = Coffer.open(settings)) {
      stopwatch.opened();
      RecordRepository<Item, String> items = coffer.records(COLLECTION, Item.class);
      if (arguments.length > 3) {
        items.put(KEY, Item.of(1));
      }
      if (items.get(KEY).isEmpty()) {
        throw new IllegalStateException("There is no record.");
      }
      stopwatch.used();
    }
  }
}
