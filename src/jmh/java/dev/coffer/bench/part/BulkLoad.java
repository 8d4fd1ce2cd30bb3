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
import java.util.function.ToDoubleFunction;

/** Loads entries into an empty database, in transactions of 1,000 rows. */
record BulkLoad(Arena arena, List<Entry> entries, int threads) {

  private static final int TRANSACTION = 1000;

  /** The number of rows of the warm-up, after which the JVM has compiled all code. */
  private static final int WARM_UP = 30_000;

  /** A trial that loads all entries; the warm-up loads a part of them. */
  Trial trial(RecordPeer peer) {
    return trial(load -> load.by(peer));
  }

  /** The same for a contestant that stores contents. */
  Trial trial(ContentPeer peer) {
    return trial(load -> load.by(peer));
  }

  private Trial trial(ToDoubleFunction<BulkLoad> work) {
    BulkLoad few = ofEntries(0, Math.min(WARM_UP, entries.size()));
    return new Trial() {
      @Override
      public double measure() {
        return work.applyAsDouble(BulkLoad.this);
      }

      @Override
      public void warmUp() {
        var unused = work.applyAsDouble(few);
      }
    };
  }

  /** How many rows a second this contestant loads. */
  private double by(RecordPeer peer) {
    try (Schema schema = arena.server().schema(peer.schemaName());
        Records records = peer.opener().apply(schema)) {
      return into(records);
    }
  }

  /** How many entries a second this contestant stores as contents, one by one. */
  private double by(ContentPeer peer) {
    try (Schema schema = arena.server().schema(peer.schemaName());
        Contents contents = peer.opener().apply(schema)) {
      return byThreads(share -> share.forEach(entry -> contents.write(entry.bytes())));
    }
  }

  /** The load of some of the entries. */
  BulkLoad ofEntries(int from, int to) {
    return of(entries.subList(from, to));
  }

  /** The same load of other entries. */
  BulkLoad of(List<Entry> others) {
    return new BulkLoad(arena, others, threads);
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
