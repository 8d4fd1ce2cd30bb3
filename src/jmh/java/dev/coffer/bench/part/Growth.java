package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.report.Unit;
import dev.coffer.record.RecordCacheMode;

/** Compares each workload with the same workload at ten times the rows. */
final class Growth implements Part {

  private static final int FACTOR = 10;

  /** The share of the data, so that a load of ten times the share takes an acceptable time. */
  private static final double SHARE = 1 / 3.0;

  private static final int READERS = 8;
  private static final int WARM_UPS = 4;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Catalogue few = arena.catalogue().thinned(SHARE);
    Catalogue many = few.times(FACTOR);
    bulk(arena, few, many);
    reads(arena, few, many);
  }

  private static void bulk(Arena arena, Catalogue few, Catalogue many) throws Exception {
    Contest contest = new Contest("growth: bulk, small records", Unit.ROWS);
    for (RecordPeer peer : RecordPeer.withCoffer(RecordCacheMode.VALIDATED, RecordPeer.RAW_JDBC)) {
      contest.add(peer.subject(), new BulkLoad(arena, few.records(), 1).trial(peer));
      contest.add(peer.subject().atMoreRows(), new BulkLoad(arena, many.records(), 1).trial(peer));
    }
    arena.run(contest);
  }

  private static void reads(Arena arena, Catalogue few, Catalogue many) throws Exception {
    Contest contest = new Contest("growth: YCSB C", Unit.OPERATIONS);
    try (Opened opened = new Opened()) {
      for (RecordPeer peer :
          RecordPeer.withCoffer(RecordCacheMode.SINGLE_NODE, RecordPeer.RAW_JDBC)) {
        LoadedRecords less = opened.add(arena, peer, few.options());
        contest.add(peer.subject(), reads(arena, less, few));
        LoadedRecords more = opened.add(arena, peer.at("more_rows"), many.options());
        contest.add(peer.subject().atMoreRows(), reads(arena, more, many));
      }
      arena.run(contest);
    }
  }

  /** Trials whose warm-up fills the caches. */
  private static Trial reads(Arena arena, LoadedRecords loaded, Catalogue data) {
    Trial trial = new YcsbTrial(arena, loaded.records(), data.options(), YcsbMix.C, READERS);
    return new Trial() {
      @Override
      public double measure() throws Exception {
        return trial.measure();
      }

      @Override
      public void warmUp() throws Exception {
        loaded.readAll(data.options());
        for (int i = 0; i < WARM_UPS; i++) {
          trial.measure();
        }
      }
    };
  }
}
