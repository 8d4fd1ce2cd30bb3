package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.data.Entry;
import dev.coffer.bench.peer.Configuration;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.Records;
import dev.coffer.bench.server.Schema;
import dev.coffer.cache.RecordCacheMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Loads small records and documents into an empty database, by one thread and by two. */
final class Bulk implements Part {

  /** How many entries one transaction has. */
  private static final int TRANSACTION = 1000;

  @Override
  public String name() {
    return "bulk";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Catalogue catalogue = arena.catalogue();
    for (int threads = 1; threads <= 2; threads++) {
      contest(arena, "bulk, small records", catalogue.records(), threads);
    }
    for (int threads = 1; threads <= 2; threads++) {
      contest(arena, "bulk, documents", catalogue.documents(), threads);
    }
  }

  private static void contest(Arena arena, String what, List<Entry> entries, int threads)
      throws Exception {
    String workload = what + (threads == 1 ? ", 1 thread" : ", " + threads + " threads");
    Contest contest = new Contest(workload, "rows/s");
    for (RecordPeer peer : peers()) {
      contest.add(peer.subject(), () -> load(arena, peer, entries, threads));
    }
    arena.run(contest);
  }

  private static List<RecordPeer> peers() {
    List<RecordPeer> peers =
        new ArrayList<>(
            List.of(
                RecordPeer.RAW_JDBC,
                RecordPeer.RAW_JDBC_PREPARED,
                RecordPeer.SESSION,
                RecordPeer.STATELESS));
    for (Configuration configuration : Configuration.values()) {
      peers.add(RecordPeer.coffer(configuration, RecordCacheMode.VALIDATED));
    }
    return peers;
  }

  private static double load(Arena arena, RecordPeer peer, List<Entry> entries, int threads) {
    try (Schema schema = arena.server().schema(peer.schemaName());
        Records records = peer.opener().apply(schema)) {
      List<List<Entry>> shares = Slices.shares(entries, threads);
      long start = System.nanoTime();
      CompletableFuture<?>[] loaders =
          shares.stream()
              .map(share -> CompletableFuture.runAsync(() -> load(records, share), Threads.POOL))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(loaders).join();
      return entries.size() * 1e9 / (System.nanoTime() - start);
    }
  }

  private static void load(Records records, List<Entry> share) {
    Slices.of(share, TRANSACTION).forEach(records::load);
  }
}
