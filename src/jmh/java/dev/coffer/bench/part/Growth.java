package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.cache.RecordCacheMode;

/** The same work at ten times the rows, beside itself. */
final class Growth implements Part {

  static final int FACTOR = 10;

  private static final int READERS = 8;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Catalogue few = arena.catalogue();
    Catalogue many = few.times(FACTOR);
    bulk(arena, few, many);
    reads(arena, few, many);
  }

  private static void bulk(Arena arena, Catalogue few, Catalogue many) throws Exception {
    Contest contest = new Contest("growth: bulk, small records", "rows/s");
    for (RecordPeer peer : RecordPeer.withCoffer(RecordCacheMode.VALIDATED, RecordPeer.RAW_JDBC)) {
      contest.add(peer.subject(), () -> new BulkLoad(arena, few.records(), 1).by(peer));
      contest.add(
          peer.subject().atMoreRows(), () -> new BulkLoad(arena, many.records(), 1).by(peer));
    }
    arena.run(contest);
  }

  private static void reads(Arena arena, Catalogue few, Catalogue many) throws Exception {
    Contest contest = new Contest("growth: YCSB C", "operations/s");
    try (Opened opened = new Opened()) {
      for (RecordPeer peer :
          RecordPeer.withCoffer(RecordCacheMode.SINGLE_NODE, RecordPeer.RAW_JDBC)) {
        LoadedRecords less = opened.add(arena, peer, few.options());
        contest.add(
            peer.subject(),
            new YcsbTrial(arena, less.records(), few.options(), YcsbMix.C, READERS));
        LoadedRecords more = opened.add(arena, peer.at("more_rows"), many.options());
        contest.add(
            peer.subject().atMoreRows(),
            new YcsbTrial(arena, more.records(), many.options(), YcsbMix.C, READERS));
      }
      arena.run(contest);
    }
  }
}
