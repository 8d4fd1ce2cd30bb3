package dev.coffer.bench.part;

import dev.coffer.bench.data.Entry;
import dev.coffer.bench.peer.ContentPeer;
import dev.coffer.bench.peer.Contents;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.Records;
import dev.coffer.bench.server.Schema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Loads entries into an empty database, in transactions of 1,000 rows. */
record BulkLoad(Arena arena, List<Entry> entries, int threads) {

  private static final int TRANSACTION = 1000;

  /** From how many entries a contestant may learn. */
  static final int SAMPLES = 1000;

  /** How many rows a second this contestant loads. */
  double by(RecordPeer peer) {
    try (Schema schema = arena.server().schema(peer.schemaName());
        Records records = peer.opener().apply(schema)) {
      records.learn(Slices.sample(entries, SAMPLES));
      return into(records);
    }
  }

  /** How many entries a second this contestant stores as contents, one by one. */
  double by(ContentPeer peer) {
    try (Schema schema = arena.server().schema(peer.schemaName());
        Contents contents = peer.opener().apply(schema)) {
      return byThreads(share -> share.forEach(entry -> contents.write(entry.bytes())));
    }
  }

  /** How many rows a second go into this empty table. */
  double into(Records records) {
    return byThreads(share -> Slices.of(share, TRANSACTION).forEach(records::load));
  }

  private double byThreads(Consumer<List<Entry>> work) {
    long start = System.nanoTime();
    CompletableFuture<?>[] loaders =
        Slices.shares(entries, threads).stream()
            .map(share -> CompletableFuture.runAsync(() -> work.accept(share), Threads.POOL))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(loaders).join();
    return entries.size() * 1e9 / (System.nanoTime() - start);
  }
}
