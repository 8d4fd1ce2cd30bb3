package dev.coffer.bench.part;

import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.Client;
import java.util.List;

/**
 * The work of one thread in a mix. It reads and updates the keys of all threads, and inserts its
 * own keys.
 */
final class YcsbWorker {

  private static final int LONGEST_SCAN = 100;

  private final List<TypedEntry> entries;
  private final YcsbMix mix;
  private final Zipfian keys;
  private final String prefix;
  private int inserted;

  YcsbWorker(List<TypedEntry> entries, YcsbMix mix, Zipfian keys, String prefix) {
    this.entries = entries;
    this.mix = mix;
    this.keys = keys;
    this.prefix = prefix;
  }

  /** Works until this time in nanoseconds, and returns the number of operations. */
  long workUntil(long end, Client client) {
    long operations = 0;
    while (System.nanoTime() < end) {
      operate(client);
      operations++;
    }
    return operations;
  }

  private void operate(Client client) {
    String key = entries.get(keys.nextScattered()).key();
    switch (mix.operation(keys.percent())) {
      case READ -> client.get(mix.readsLatest() ? latest() : key);
      case UPDATE -> client.update(key, another());
      case INSERT -> client.insert(prefix + inserted++, another());
      case SCAN -> client.scan(key, 1 + keys.percent() % LONGEST_SCAN);
      case READ_MODIFY_WRITE -> {
        Option read = client.get(key);
        client.update(key, read.withIndex(keys.percent()));
      }
    }
  }

  private Option another() {
    return entries.get(keys.nextScattered()).value();
  }

  /** A key, a recent one with a higher probability. The keys of this worker are the most recent. */
  private String latest() {
    int back = keys.next();
    return back < inserted
        ? prefix + (inserted - 1 - back)
        : entries.get(Math.floorMod(inserted - 1 - back, entries.size())).key();
  }
}
