package dev.coffer.bench.part;

import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.report.Unit;
import dev.coffer.record.RecordCacheMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mixes of YCSB with zipfian keys and typed values on 1, 2, 4 and 8 threads. */
final class Ycsb implements Part {

  private static final int[] THREADS = {1, 2, 4, 8};
  private static final int WARM_UPS = 4;

  /** Differs from each measured number, because the keys of inserts begin with the number. */
  private static final int WARM_UP_THREADS = 3;

  @Override
  public String name() {
    return "ycsb";
  }

  @Override
  public void run(Arena arena) throws Exception {
    List<TypedEntry> entries = arena.catalogue().options();
    Map<RecordPeer, LoadedRecords> loaded = new LinkedHashMap<>();
    try (Opened opened = new Opened()) {
      for (RecordPeer peer :
          RecordPeer.withCoffer(
              RecordCacheMode.SINGLE_NODE,
              RecordPeer.RAW_JDBC,
              RecordPeer.SESSION,
              RecordPeer.SECOND_LEVEL_CACHE)) {
        loaded.put(peer, opened.add(arena, peer, entries));
      }
      warmUp(arena, loaded, entries);
      for (YcsbMix mix : YcsbMix.values()) {
        for (int threads : THREADS) {
          contest(arena, loaded, entries, mix, threads);
        }
      }
    }
  }

  /** Code and caches are the same in all mixes, so that one longer warm-up serves all. */
  private static void warmUp(
      Arena arena, Map<RecordPeer, LoadedRecords> peers, List<TypedEntry> entries) {
    for (LoadedRecords loaded : peers.values()) {
      loaded.readAll(entries);
      for (YcsbMix mix : List.of(YcsbMix.F, YcsbMix.E)) {
        YcsbTrial trial = new YcsbTrial(arena, loaded.records(), entries, mix, WARM_UP_THREADS);
        for (int i = 0; i < WARM_UPS; i++) {
          trial.measure();
        }
      }
    }
  }

  private static void contest(
      Arena arena,
      Map<RecordPeer, LoadedRecords> peers,
      List<TypedEntry> entries,
      YcsbMix mix,
      int threads)
      throws Exception {
    String workload = "YCSB " + mix + ", " + threads + (threads == 1 ? " thread" : " threads");
    Contest contest = new Contest(workload, Unit.OPERATIONS);
    peers.forEach(
        (peer, loaded) ->
            contest.add(
                peer.subject(), new YcsbTrial(arena, loaded.records(), entries, mix, threads)));
    arena.run(contest);
  }
}
