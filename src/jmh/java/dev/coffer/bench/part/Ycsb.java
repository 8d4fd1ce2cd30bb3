package dev.coffer.bench.part;

import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.cache.RecordCacheMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mixes of YCSB with zipfian keys and typed values on 1, 2, 4 and 8 threads. */
final class Ycsb implements Part {

  private static final int[] THREADS = {1, 2, 4, 8};

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
      for (YcsbMix mix : YcsbMix.values()) {
        for (int threads : THREADS) {
          contest(arena, loaded, entries, mix, threads);
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
    Contest contest = new Contest(workload, "operations/s");
    peers.forEach(
        (peer, loaded) ->
            contest.add(
                peer.subject(), new YcsbTrial(arena, loaded.records(), entries, mix, threads)));
    arena.run(contest);
  }
}
