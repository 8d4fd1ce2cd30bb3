package dev.coffer.bench.part;

import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.Client;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Server;
import dev.coffer.record.RecordCacheMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Single operations of one thread without caches of the application: durable puts of new keys,
 * gets, scans, changes by a function, and new times to live. Then the same puts into a database in
 * memory, which show the rest of a put without the disk.
 */
final class Single implements Part {

  private static final int SCANNED = 100;

  /** More than the number of any option. */
  private static final int FIRST_INDEX = 1_000_000;

  private static final List<RecordPeer> WITHOUT_UPDATE = List.of(RecordPeer.STATELESS);

  private static final List<RecordPeer> WITHOUT_TOUCH =
      List.of(RecordPeer.STATELESS, RecordPeer.SESSION);

  @Override
  public String name() {
    return "single";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Contest put = new Contest("durable single put", Unit.PUTS);
    Contest get = new Contest("cold typed get", Unit.GETS);
    Contest scan = new Contest("scan of 100", Unit.OPERATIONS);
    Contest update = new Contest("update by a function", Unit.OPERATIONS);
    Contest touch = new Contest("touch", Unit.OPERATIONS);
    List<TypedEntry> entries = arena.catalogue().options();
    try (Opened opened = new Opened()) {
      for (RecordPeer peer : peers()) {
        Client client = opened.add(arena, peer, entries).client();
        put.add(peer.subject(), puts(arena, client, entries));
        get.add(peer.subject(), repeated(arena, entries, client::get));
        scan.add(peer.subject(), repeated(arena, entries, key -> client.scan(key, SCANNED)));
        if (!WITHOUT_UPDATE.contains(peer)) {
          update.add(peer.subject(), updates(arena, client, entries));
        }
        if (!WITHOUT_TOUCH.contains(peer)) {
          touch.add(peer.subject(), touches(arena, client, entries));
        }
      }
      arena.runOften(get);
      arena.runOften(scan);
      arena.runOften(put);
      arena.runOften(update);
      arena.runOften(touch);
    }
    Optional<Server> memory = Server.startInMemory();
    if (memory.isPresent()) {
      try (Server server = memory.get()) {
        putsInto(arena.on(server));
      }
    }
  }

  private static void putsInto(Arena memory) throws Exception {
    Contest put = new Contest("single put, files in memory", Unit.PUTS);
    List<TypedEntry> entries = memory.catalogue().options();
    try (Opened opened = new Opened()) {
      for (RecordPeer peer : peers()) {
        Client client = opened.add(memory, peer, entries).client();
        put.add(peer.subject(), puts(memory, client, entries));
      }
      memory.runOften(put);
    }
  }

  private static List<RecordPeer> peers() {
    return RecordPeer.withCoffer(
        RecordCacheMode.OFF,
        RecordPeer.RAW_JDBC,
        RecordPeer.RAW_JDBC_PREPARED,
        RecordPeer.SESSION,
        RecordPeer.STATELESS);
  }

  private static Trial puts(Arena arena, Client client, List<TypedEntry> entries) {
    SplittableRandom random = new SplittableRandom(1);
    return new LatencyTrial(
        arena.trialNanos(),
        1,
        () -> {
          Option value = entries.get(random.nextInt(entries.size())).value();
          client.insert("new/" + Long.toHexString(random.nextLong()), value);
        });
  }

  /** Each update writes another number than the ones before, so that no value stays equal. */
  private static Trial updates(Arena arena, Client client, List<TypedEntry> entries) {
    AtomicInteger next = new AtomicInteger(FIRST_INDEX);
    return repeated(
        arena,
        entries,
        key -> {
          int index = next.getAndIncrement();
          client.change(key, option -> option.withIndex(index));
        });
  }

  /** Each touch sets another time to live, so that no row stays equal. */
  private static Trial touches(Arena arena, Client client, List<TypedEntry> entries) {
    AtomicInteger next = new AtomicInteger();
    return repeated(
        arena,
        entries,
        key -> client.touch(key, Duration.ofDays(1).plusMillis(next.getAndIncrement())));
  }

  private static Trial repeated(Arena arena, List<TypedEntry> entries, Consumer<String> operation) {
    SplittableRandom random = new SplittableRandom(2);
    return new LatencyTrial(
        arena.trialNanos(),
        1,
        () -> operation.accept(entries.get(random.nextInt(entries.size())).key()));
  }
}
