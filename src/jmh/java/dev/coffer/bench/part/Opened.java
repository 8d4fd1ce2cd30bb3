package dev.coffer.bench.part;

import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.TransactionalClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The resources of a part, which are closed in reverse order. */
final class Opened implements AutoCloseable {

  private final Deque<Runnable> opened = new ArrayDeque<>();

  /** A contestant that holds these values. */
  LoadedRecords add(Arena arena, RecordPeer peer, List<TypedEntry> entries) {
    LoadedRecords loaded = new LoadedRecords(arena, peer, entries);
    opened.push(loaded::close);
    return loaded;
  }

  /** A host's transaction that has begun. */
  TransactionalClient transaction(LoadedRecords loaded) {
    TransactionalClient client = loaded.records().inTransaction();
    opened.push(client::close);
    return client;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }
}
