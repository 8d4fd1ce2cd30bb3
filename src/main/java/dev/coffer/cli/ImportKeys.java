package dev.coffer.cli;

import dev.coffer.format.RawJson;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Extracts the key and the value to store from each value of a file. */
abstract class ImportKeys {
  private static final JsonPointer EXPORTED_KEY = JsonPointer.parse("/key");
  private static final JsonPointer EXPORTED_VALUE = JsonPointer.parse("/value");
  private static final JsonPointer EXPORTED_BYTES = JsonPointer.parse("/bytes");

  private long ordinal;

  /**
   * An entry to store.
   *
   * @param key the key
   * @param value the value
   */
  record Entry(String key, RawValue value) {}

  /** Reads keys at a pointer in the value; without a pointer, the keys are ordinals from 1. */
  static ImportKeys of(@Nullable JsonPointer pointer) {
    return new ImportKeys() {
      @Override
      Entry find(RawJson value, long ordinal) {
        String key = pointer == null ? Long.toString(ordinal) : keyAt(pointer, value, ordinal);
        return new Entry(key, new RawValue.Text(value));
      }
    };
  }

  /** Reads keys and values from lines written by {@code export}. */
  static ImportKeys ofExport() {
    return new ImportKeys() {
      @Override
      Entry find(RawJson line, long ordinal) {
        String key = keyAt(EXPORTED_KEY, line, ordinal);
        Optional<RawJson> value = EXPORTED_VALUE.find(line);
        return new Entry(
            key, value.<RawValue>map(RawValue.Text::new).orElseGet(() -> bytesOf(line, ordinal)));
      }
    };
  }

  /** The entry of the next value. */
  final Entry entryOf(RawJson value) {
    ordinal++;
    return find(value, ordinal);
  }

  abstract Entry find(RawJson value, long ordinal);

  private static String keyAt(JsonPointer pointer, RawJson value, long ordinal) {
    return pointer
        .scalar(value)
        .orElseThrow(
            () ->
                new RefusedException(
                    "value " + ordinal + " has no text or number at " + pointer + " for its key"));
  }

  private static RawValue bytesOf(RawJson line, long ordinal) {
    String base64 =
        EXPORTED_BYTES
            .scalar(line)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "value " + ordinal + " was not exported: it has no 'value' or 'bytes'"));
    try {
      return new RawValue.Bytes(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new RefusedException("value " + ordinal + " has 'bytes' that are not Base64", e);
    }
  }
}
