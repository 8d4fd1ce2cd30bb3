package dev.coffer.bench.part;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.ShardedCoffer;
import dev.coffer.Stores;
import dev.coffer.bench.data.Item;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What it costs to divide records among shards: three databases on one server beside one database
 * on the same server, by one thread with the default caches. As there is one server, nothing gains
 * from more of them.
 */
final class ShardScale {

  private static final int SHARDS = 3;
  private static final int KEYS = 3000;
  private static final int BATCH = 500;
  private static final int SCANNED = 1000;

  private static final Subject ONE = Subject.coffer("one database");
  private static final Subject SEVERAL = Subject.coffer("three shards");

  private ShardScale() {}

  static void run(Arena arena) throws Exception {
    List<AutoCloseable> open = new ArrayList<>();
    try {
      Coffer one = open(arena, "scale_one", open);
      var builder = Coffer.sharded();
      for (int i = 0; i < SHARDS; i++) {
        builder.shard("s" + i, open(arena, "scale_shard_" + i, open));
      }
      ShardedCoffer several = builder.open();
      open.add(several);
      measure(arena, new Items(one, one), new Items(several, several.perShard()));
    } finally {
      for (int i = open.size() - 1; i >= 0; i--) {
        open.get(i).close();
      }
    }
  }

  private static Coffer open(Arena arena, String database, List<AutoCloseable> open) {
    Schema schema = arena.server().schema(database);
    open.add(schema);
    Coffer coffer =
        Coffer.open(
            OpenSettings.of(schema.url()).withUser(schema.user()).withPassword(schema.password()));
    open.add(coffer);
    return coffer;
  }

  private static void measure(Arena arena, Items one, Items several) throws Exception {
    one.load();
    several.load();
    compare(arena, "get, three shards", Unit.GETS, one, several, Items::get);
    compare(arena, "get of an absent key, three shards", Unit.GETS, one, several, Items::getAbsent);
    compare(arena, "scan of 1,000, three shards", Unit.OPERATIONS, one, several, Items::scan);
    compare(arena, "put of a known key, three shards", Unit.PUTS, one, several, Items::put);
    compare(arena, "put of a new key, three shards", Unit.PUTS, one, several, Items::putNew);
    compare(
        arena, "putAll of 500 new, three shards", Unit.OPERATIONS, one, several, Items::putBatch);
  }

  private static void compare(
      Arena arena, String workload, Unit unit, Items one, Items several, Consumer<Items> operation)
      throws Exception {
    arena.runShort(
        new Contest(workload, unit)
            .add(ONE, new LatencyTrial(arena.shortTrialNanos(), 1, () -> operation.accept(one)))
            .add(
                SEVERAL,
                new LatencyTrial(arena.shortTrialNanos(), 1, () -> operation.accept(several))));
  }

  /** Records of 120 bytes. For one thread. */
  private static final class Items {

    private static final String COLLECTION = "items";
    private static final String ADDED = "added";

    private final RecordRepository<Item, String> records;
    private final RecordRepository<Item, String> added;
    private final RecordRepository<Item, String> batches;
    private final SplittableRandom random = new SplittableRandom(11);
    private int puts = KEYS;

    /** The records of stores, and of those that divide batches. */
    Items(Stores stores, Stores divided) {
      this.records = stores.records(COLLECTION, Item.class);
      this.added = stores.records(ADDED, Item.class);
      this.batches = divided.records(ADDED, Item.class);
    }

    /** A key whose order is that of the numbers. */
    private static String key(int number) {
      return String.format(Locale.ROOT, "item/%09d", number);
    }

    void load() {
      for (int i = 0; i < KEYS; i++) {
        records.put(key(i), Item.of(i));
      }
    }

    void get() {
      if (records.get(key(random.nextInt(KEYS))).isEmpty()) {
        throw new IllegalStateException("A record that was put is absent.");
      }
    }

    void getAbsent() {
      if (records.get(key(KEYS + random.nextInt(KEYS))).isPresent()) {
        throw new IllegalStateException("A record that nobody has put.");
      }
    }

    void put() {
      records.put(key(random.nextInt(KEYS)), Item.of(puts++));
    }

    void putNew() {
      int number = puts++;
      added.put(key(number), Item.of(number));
    }

    void putBatch() {
      Map<String, Item> batch = new LinkedHashMap<>();
      for (int i = 0; i < BATCH; i++) {
        int number = puts++;
        batch.put(key(number), Item.of(number));
      }
      batches.putAll(batch);
    }

    void scan() {
      int first = random.nextInt(KEYS - SCANNED);
      try (var found = records.scan(Range.between(key(first), key(first + SCANNED)))) {
        if (found.mapToLong(each -> each.value().quantity() >= first ? 1 : 0).sum() != SCANNED) {
          throw new IllegalStateException("A scan from " + first + " lacks records.");
        }
      }
    }
  }
}
