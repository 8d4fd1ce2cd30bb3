package dev.coffer.console.api;

import dev.coffer.api.CofferException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.format.RawJson;
import dev.coffer.format.scan.Json;
import dev.coffer.record.RecordStore;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Reads values for the page: JSON as text, and bytes in hexadecimal. */
final class RecordValue {
  /** The longest value that is shown as a whole, in characters. */
  private static final int MOST_CHARACTERS = 1 << 20;

  /** The bytes that are shown of a value that is no JSON. */
  private static final int MOST_BYTES = 16 << 10;

  private RecordValue() {}

  /** The value of a record; a damaged one is a problem, not an error. */
  static Json of(RecordStore records, String collection, String key) {
    try {
      return text(records, collection, key)
          .or(() -> bytes(records, collection, key))
          .orElseGet(Json::new);
    } catch (CofferException e) {
      return new Json().with("problem", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Json> text(RecordStore records, String collection, String key) {
    try {
      return records
          .records(collection, RawJson.class)
          .get(key)
          .map(RawJson::text)
          .map(text -> text(text.length(), text));
    } catch (RecordTypeException notJson) {
      return Optional.empty();
    }
  }

  private static Json text(int length, String text) {
    boolean whole = length <= MOST_CHARACTERS;
    return new Json()
        .with("json", whole ? text : text.substring(0, MOST_CHARACTERS))
        .with("whole", whole);
  }

  private static Optional<Json> bytes(RecordStore records, String collection, String key) {
    return records
        .records(collection, byte[].class)
        .get(key)
        .map(
            bytes ->
                new Json()
                    .with(
                        "hex",
                        HexFormat.of()
                            .formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES))))
                    .with("whole", bytes.length <= MOST_BYTES));
  }
}
