package dev.coffer.bench.part;

import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.Client;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.TransactionalClient;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.record.RecordCacheMode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Typed gets of 2,000 keys again and again, by one thread. */
final class Hot implements Part {

  private static final int KEYS = 2000;

  /** Reading the clock takes a tenth of the time of a hit, so a sample consists of many hits. */
  private static final int BATCH = 100;

  @Override
  public String name() {
    return "hot";
  }

  @Override
  public void run(Arena arena) throws Exception {
    List<TypedEntry> entries = arena.catalogue().options();
    List<TypedEntry> hot = entries.subList(0, Math.min(KEYS, entries.size()));
    Contest outside = new Contest("hot typed get, single-node", Unit.GETS);
    Contest inside = new Contest("hot typed get in a host's transaction, single-node", Unit.GETS);
    Contest validated = new Contest("hot typed get, validated", Unit.GETS);
    try (Opened opened = new Opened()) {
      LoadedRecords cached = opened.add(arena, RecordPeer.SECOND_LEVEL_CACHE, hot);
      outside.add(Subject.SECOND_LEVEL_CACHE, gets(arena, cached, hot));
      outside.add(Subject.LONGEST_HIT, () -> 1e9 / 300);
      inside.add(Subject.SECOND_LEVEL_CACHE, joined(arena, opened.transaction(cached), hot));
      validated.add(
          Subject.RAW_JDBC, gets(arena, opened.add(arena, RecordPeer.RAW_JDBC, hot), hot));
      RecordPeer alone = RecordPeer.coffer(RecordCacheMode.SINGLE_NODE);
      LoadedRecords single = opened.add(arena, alone, hot);
      outside.add(alone.subject(), gets(arena, single, hot));
      inside.add(alone.subject(), joined(arena, opened.transaction(single), hot));
      RecordPeer several = RecordPeer.coffer(RecordCacheMode.VALIDATED);
      validated.add(
          several.subject(), gets(arena, opened.add(arena, several.at("validated"), hot), hot));
      arena.runOften(outside);
      arena.runOften(inside);
      arena.runOften(validated);
    }
  }

  private static Trial gets(Arena arena, LoadedRecords loaded, List<TypedEntry> hot) {
    Client client = loaded.client();
    return repeated(arena, hot, client::get);
  }

  private static Trial joined(Arena arena, TransactionalClient client, List<TypedEntry> hot) {
    return repeated(arena, hot, client::get);
  }

  private static Trial repeated(Arena arena, List<TypedEntry> hot, Consumer<String> get) {
    String[] keys = hot.stream().map(TypedEntry::key).toArray(String[]::new);
    SplittableRandom random = new SplittableRandom(3);
    return new LatencyTrial(
        arena.trialNanos(), BATCH, () -> get.accept(keys[random.nextInt(keys.length)]));
  }
}
