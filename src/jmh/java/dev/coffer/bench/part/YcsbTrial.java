package dev.coffer.bench.part;

import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.Client;
import dev.coffer.bench.peer.Records;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Several threads that work at one mix. The figure is the operations a second of all threads. */
final class YcsbTrial implements Trial {

  private final Arena arena;
  private final Records records;
  private final List<YcsbWorker> workers;

  YcsbTrial(Arena arena, Records records, List<TypedEntry> entries, YcsbMix mix, int threads) {
    this.arena = arena;
    this.records = records;
    double zeta = Zipfian.zeta(entries.size());
    this.workers =
        IntStream.range(0, threads)
            .mapToObj(
                i ->
                    new YcsbWorker(
                        entries,
                        mix,
                        new Zipfian(entries.size(), zeta, i),
                        "new/" + mix + "/" + threads + "/" + i + "/"))
            .toList();
  }

  @Override
  public double measure() {
    long start = System.nanoTime();
    long end = start + arena.trialNanos() / 2;
    List<CompletableFuture<Long>> running =
        workers.stream()
            .map(worker -> CompletableFuture.supplyAsync(() -> work(worker, end), Threads.POOL))
            .toList();
    long operations = running.stream().mapToLong(CompletableFuture::join).sum();
    return operations * 1e9 / (System.nanoTime() - start);
  }

  private long work(YcsbWorker worker, long end) {
    try (Client client = records.client()) {
      return worker.workUntil(end, client);
    }
  }
}
