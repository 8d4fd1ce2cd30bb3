package dev.coffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A deterministic sequence of operations of one writer. The number of the last acknowledged
 * operation determines the expected state.
 *
 * @param writer the number of the writer, which alone uses its keys
 */
record Load(int writer) {

  private static final int KEYS = 13;

  /** One operation; a put unless {@code delete}. */
  record Operation(String key, String value, boolean delete) {}

  /** The operation on a record with this number. */
  Operation operation(int number) {
    return new Operation(
        writer + "-" + number % KEYS, "value " + number, number % 7 == 6 && number > KEYS);
  }

  /** The content that is stored after that operation, different for each number. */
  byte[] content(int number) {
    byte[] bytes = new byte[number % 50 == 7 ? 700_000 : 3_000];
    new Random(writer * 1_000_003L + number).nextBytes(bytes);
    return bytes;
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(operation(i).key());
    }
    return keys;
  }
}
