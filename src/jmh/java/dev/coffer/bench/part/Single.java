package dev.coffer.bench.part;

import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.Client;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Server;
import dev.coffer.record.RecordCacheMode;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One typed value at a time by one thread: durable puts of new keys, and gets that the application
 * has not cached while the database has. Then the same puts into a database in memory: they show
 * what is left of a put where the disk takes no time.
 */
final class Single implements Part {

  @Override
  public String name() {
    return "single";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Contest put = new Contest("durable single put", Unit.PUTS);
    Contest get = new Contest("cold typed get", Unit.GETS);
    List<TypedEntry> entries = arena.catalogue().options();
    try (Opened opened = new Opened()) {
      for (RecordPeer peer : peers()) {
        Client client = opened.add(arena, peer, entries).client();
        put.add(peer.subject(), puts(arena, client, entries));
        get.add(peer.subject(), gets(arena, client, entries));
      }
      arena.runOften(get);
      arena.runOften(put);
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
    return RecordPeer.withDictionaries(
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

  private static Trial gets(Arena arena, Client client, List<TypedEntry> entries) {
    SplittableRandom random = new SplittableRandom(2);
    return new LatencyTrial(
        arena.trialNanos(), 1, () -> client.get(entries.get(random.nextInt(entries.size())).key()));
  }
}
