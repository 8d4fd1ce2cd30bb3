package dev.coffer.bench.part;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ReadFrom;
import dev.coffer.bench.data.Item;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Server;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.ReplicatedMariaDb;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What it costs to use more than one server, by one thread. */
final class Scale implements Part {

  private static final int KEYS = 2000;

  private static final Subject WITHOUT = Subject.coffer("without replicas");
  private static final Subject WITH = Subject.coffer("a replica");
  private static final Subject WITH_POSITION = Subject.coffer("a replica, and its position");

  private static final Subject PRIMARY = Subject.coffer("primary");
  private static final Subject REPLICA = Subject.coffer("replica");
  private static final Subject PRIMARY_AFTER_PUT = Subject.coffer("primary, after a put");
  private static final Subject REPLICA_AFTER_PUT = Subject.coffer("replica, after a put");

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public void run(Arena arena) throws Exception {
    replicas(arena);
    Optional<Server> memory = Server.startInMemory();
    if (memory.isPresent()) {
      try (Server server = memory.get()) {
        ShardScale.run(arena.on(server));
      }
    }
  }

  /** The position after a commit, and the wait for it before a read. */
  private static void replicas(Arena arena) throws Exception {
    ReplicatedMariaDb servers = ReplicatedMariaDb.start(1);
    OpenSettings settings =
        OpenSettings.of(servers.url(servers.primary()))
            .withUser(servers.user())
            .withPassword(servers.password())
            .withCache(0, 0)
            .withHeapCache(0)
            .withRecordCache(RecordCacheMode.OFF);
    try (Coffer alone = Coffer.open(settings);
        Coffer several =
            Coffer.open(settings.withReplicas(servers.url(servers.replicas().get(0))))) {
      Items plain = new Items(alone, ReadFrom.PRIMARY, "plain");
      Items primary = new Items(several, ReadFrom.PRIMARY, "replicated");
      Items replica = new Items(several, ReadFrom.REPLICA, "replicated");
      plain.load();
      primary.load();
      arena.runShort(puts(arena, plain, primary, several));
      arena.runShort(gets(arena, primary, replica));
    } finally {
      servers.replicas().forEach(servers::kill);
      servers.kill(servers.primary());
    }
  }

  private static Contest puts(Arena arena, Items plain, Items primary, Coffer several) {
    return new Contest("put, MariaDB with a replica", Unit.PUTS)
        .add(WITHOUT, new LatencyTrial(arena.shortTrialNanos(), 1, plain::put))
        .add(WITH, new LatencyTrial(arena.shortTrialNanos(), 1, primary::put))
        .add(
            WITH_POSITION,
            new LatencyTrial(
                arena.shortTrialNanos(),
                1,
                () -> {
                  primary.put();
                  if (several.position().isEmpty()) {
                    throw new IllegalStateException("The primary has no binary log.");
                  }
                }));
  }

  private static Contest gets(Arena arena, Items primary, Items replica) {
    return new Contest("get, MariaDB with a replica", Unit.GETS)
        .add(PRIMARY, new LatencyTrial(arena.shortTrialNanos(), 1, primary::get))
        .add(REPLICA, new LatencyTrial(arena.shortTrialNanos(), 1, replica::get))
        .add(
            PRIMARY_AFTER_PUT,
            new PreparedTrial(arena.shortTrialNanos(), primary::put, primary::getPut))
        .add(
            REPLICA_AFTER_PUT,
            new PreparedTrial(arena.shortTrialNanos(), replica::put, replica::getPut));
  }

  /** Records of 120 bytes through one view. For one thread. */
  private static final class Items {

    private final RecordRepository<Item, String> records;
    private final SplittableRandom random = new SplittableRandom(11);
    private int puts = KEYS;
    private String lastPut = key(0);

    Items(Coffer coffer, ReadFrom from, String collection) {
      this.records = coffer.reading(from).records(collection, Item.class);
    }

    private static String key(int number) {
      return "item/" + number;
    }

    void load() {
      Map<String, Item> items = new LinkedHashMap<>();
      for (int i = 0; i < KEYS; i++) {
        items.put(key(i), Item.of(i));
      }
      records.putAll(items);
    }

    void put() {
      lastPut = key(random.nextInt(KEYS));
      records.put(lastPut, Item.of(puts++));
    }

    void get() {
      get(key(random.nextInt(KEYS)));
    }

    /** Reads what was put last. */
    void getPut() {
      if (get(lastPut).quantity() != puts - 1) {
        throw new IllegalStateException("An older state of " + lastPut);
      }
    }

    private Item get(String key) {
      return records.get(key).orElseThrow();
    }
  }
}
