package dev.coffer.bench.part;

import dev.coffer.bench.peer.ContentPeer;
import dev.coffer.bench.peer.Contents;
import dev.coffer.bench.server.Schema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last results of one contestant with a list of contents, in MB/s. */
final class StoredContents implements AutoCloseable {

  private final Arena arena;
  private final ContentPeer peer;
  private final List<byte[]> data;
  private @Nullable Schema schema;
  private @Nullable Contents contents;
  private List<String> ids = List.of();

  StoredContents(Arena arena, ContentPeer peer, List<byte[]> data) {
    this.arena = arena;
    this.peer = peer;
    this.data = data;
  }

  /** Writes all into an empty database, which stays open. */
  double write(int threads) {
    close();
    Schema empty = arena.server().schema(peer.schemaName());
    schema = empty;
    Contents opened = peer.opener().apply(empty);
    contents = opened;
    long start = System.nanoTime();
    ids = byThreads(threads, share -> share.stream().map(opened::write).toList());
    return speedSince(start);
  }

  /** Writes all of them again. */
  double writeAgain() {
    Contents opened = opened();
    long start = System.nanoTime();
    data.forEach(opened::write);
    return speedSince(start);
  }

  /** Reads all of them. */
  double read() {
    Contents opened = opened();
    long start = System.nanoTime();
    long read = ids.stream().mapToLong(opened::read).sum();
    if (read != size()) {
      throw new IllegalStateException(peer.subject() + " read " + read + " of " + size());
    }
    return speedSince(start);
  }

  /** How many bytes of contents there are for each byte of disk. */
  double perDiskByte() {
    Schema written = schema;
    if (written == null) {
      throw new IllegalStateException("Nothing is written.");
    }
    opened().close();
    contents = null;
    written.optimize();
    return (double) size() / written.allocatedBytes();
  }

  private List<String> byThreads(int threads, Function<List<byte[]>, List<String>> work) {
    return Slices.shares(data, threads).stream()
        .map(share -> CompletableFuture.supplyAsync(() -> work.apply(share), Threads.POOL))
        .toList()
        .stream()
        .flatMap(future -> future.join().stream())
        .toList();
  }

  private Contents opened() {
    Contents opened = contents;
    if (opened == null) {
      throw new IllegalStateException("Nothing is written.");
    }
    return opened;
  }

  private long size() {
    return data.stream().mapToLong(bytes -> bytes.length).sum();
  }

  private double speedSince(long start) {
    return size() * 1e3 / (System.nanoTime() - start);
  }

  @Override
  public void close() {
    if (contents != null) {
      contents.close();
      contents = null;
    }
    if (schema != null) {
      schema.close();
      schema = null;
    }
  }
}
