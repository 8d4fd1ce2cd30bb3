package dev.coffer.bench.part;

import dev.coffer.bench.data.Item;
import dev.coffer.bench.peer.embedded.EmbeddedPeer;
import dev.coffer.bench.peer.embedded.Shelf;
import dev.coffer.bench.report.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Records of 120 bytes in H2 inside this JVM: in memory, and in a file with durable commits. One
 * thread. The caches of Coffer are those of the default; a contestant without caches reads from the
 * database.
 */
final class Embedded implements Part {

  private static final int KEYS = 10_000;
  private static final int AT_ONCE = 100;
  private static final int LOADED_AT_ONCE = 10_000;

  /** Reading the clock takes a tenth of the time of a hit, so a sample consists of many hits. */
  private static final int GETS = 100;

  private static final List<EmbeddedPeer> WITH_CACHES =
      List.of(EmbeddedPeer.MERGE, EmbeddedPeer.SESSION, EmbeddedPeer.COFFER);

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public void run(Arena arena) throws Exception {
    run(arena, "H2 in memory", name -> "jdbc:h2:mem:" + name);
    Path directory = Files.createTempDirectory("coffer-bench-h2");
    try {
      run(
          arena,
          "H2 in a file",
          name -> "jdbc:h2:file:" + directory.resolve(name) + ";WRITE_DELAY=0");
    } finally {
      TemporaryFiles.delete(directory);
    }
  }

  private static void run(Arena arena, String database, Function<String, String> url)
      throws Exception {
    Contest newKeys = new Contest("put of a new key, " + database, Unit.PUTS);
    Contest existingKeys = new Contest("put of an existing key, " + database, Unit.PUTS);
    Contest mixed = new Contest("putAll of 100, half new, " + database, Unit.OPERATIONS);
    Contest gets = new Contest("typed get, " + database, Unit.GETS);
    Contest changes = new Contest("find and putIfVersion, " + database, Unit.OPERATIONS);
    Contest loads = new Contest("bulk of new keys, " + database, Unit.ROWS);
    Deque<Shelf> opened = new ArrayDeque<>();
    try {
      for (EmbeddedPeer peer : EmbeddedPeer.ALL) {
        Shelf shelf = peer.opener().apply(url.apply(peer.databaseName()));
        opened.push(shelf);
        shelf.load(existing());
        Keys keys = new Keys();
        gets.add(peer.subject(), repeated(arena, GETS, () -> shelf.get(keys.existing())));
        if (WITH_CACHES.contains(peer)) {
          existingKeys.add(
              peer.subject(), repeated(arena, 1, () -> shelf.put(keys.existing(), keys.item())));
          changes.add(peer.subject(), repeated(arena, 1, () -> change(shelf, keys)));
          mixed.add(peer.subject(), repeated(arena, 1, () -> shelf.putAll(keys.mixed())));
          newKeys.add(
              peer.subject(), repeated(arena, 1, () -> shelf.put(keys.unused(), keys.item())));
          loads.add(peer.subject(), load(keys, shelf::load));
        }
      }
      arena.runOften(gets);
      arena.runOften(existingKeys);
      arena.runOften(changes);
      arena.runOften(mixed);
      arena.runOften(newKeys);
      arena.run(loads);
    } finally {
      opened.forEach(Shelf::close);
    }
  }

  private static Map<String, Item> existing() {
    Map<String, Item> items = new LinkedHashMap<>();
    for (int i = 0; i < KEYS; i++) {
      items.put(Keys.key(i), Item.of(i));
    }
    return items;
  }

  private static void change(Shelf shelf, Keys keys) {
    int quantity = keys.next();
    shelf.change(keys.existing(), item -> item.withQuantity(quantity));
  }

  private static Trial load(Keys keys, Consumer<Map<String, Item>> load) {
    return () -> {
      Map<String, Item> items = new LinkedHashMap<>();
      for (int i = 0; i < LOADED_AT_ONCE; i++) {
        items.put(keys.unused(), keys.item());
      }
      long start = System.nanoTime();
      load.accept(items);
      return 1e9 * LOADED_AT_ONCE / (System.nanoTime() - start);
    };
  }

  private static Trial repeated(Arena arena, int batch, Runnable operation) {
    // No server takes part, so half the time shows the same.
    return new LatencyTrial(arena.trialNanos() / 2, batch, operation);
  }

  /** The keys and values of one contestant, which are the same for all. */
  private static final class Keys {

    private final SplittableRandom random = new SplittableRandom(7);
    private int next = KEYS;

    static String key(int number) {
      return "item/" + Integer.toHexString(Integer.reverse(number));
    }

    int next() {
      return next++;
    }

    String existing() {
      return key(random.nextInt(KEYS));
    }

    String unused() {
      return key(next());
    }

    /** Another value than each before. */
    Item item() {
      return Item.of(next());
    }

    Map<String, Item> mixed() {
      Map<String, Item> items = new LinkedHashMap<>();
      while (items.size() < AT_ONCE) {
        items.put(items.size() % 2 == 0 ? unused() : existing(), item());
      }
      return items;
    }
  }
}
