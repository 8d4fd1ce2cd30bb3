package dev.coffer.bench.part;

import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.Client;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.Records;
import dev.coffer.bench.server.Schema;
import java.util.List;

/** A contestant whose database holds the typed small records, with one client. */
final class LoadedRecords implements AutoCloseable {

  private static final int TRANSACTION = 1000;

  private final Schema schema;
  private final Records records;
  private final Client client;

  LoadedRecords(Arena arena, RecordPeer peer, List<TypedEntry> entries) {
    this.schema = arena.server().schema(peer.schemaName());
    this.records = peer.opener().apply(schema);
    Slices.of(entries, TRANSACTION).forEach(records::loadTyped);
    this.client = records.client();
  }

  Records records() {
    return records;
  }

  /** Reads each value once, which fills the caches. */
  void readAll(List<TypedEntry> entries) {
    entries.forEach(entry -> client.get(entry.key()));
  }

  Client client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    records.close();
    schema.close();
  }
}
