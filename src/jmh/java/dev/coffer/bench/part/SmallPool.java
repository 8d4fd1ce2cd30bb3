package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.data.Entry;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.Records;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import dev.coffer.bench.server.Server;
import dev.coffer.record.RecordCacheMode;
import java.util.List;

/**
 * Bulk loads with a buffer pool of an eighth of the size of the plain table. The order of the keys
 * is random: with ascending keys, a small pool would not affect any contestant.
 */
final class SmallPool implements Part {

  private static final int SHARE = 8;
  private static final int COPIES = 3;

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Catalogue mixed = arena.catalogue().shuffled();
    contest(arena, "bulk, small records, small buffer pool", mixed.records());
    Catalogue more = arena.catalogue().times(COPIES).shuffled();
    contest(arena, "bulk, documents, small buffer pool", more.documents());
  }

  private static void contest(Arena arena, String workload, List<Entry> entries) throws Exception {
    BulkLoad load = new BulkLoad(arena, entries, 2);
    arena.server().resizeBufferPool(plainSize(arena, load) / SHARE);
    try {
      Contest contest = new Contest(workload, Unit.ROWS);
      List<RecordPeer> peers =
          RecordPeer.withCoffer(RecordCacheMode.VALIDATED, RecordPeer.RAW_JDBC);
      peers.add(RecordPeer.withPageCompression(RecordCacheMode.VALIDATED));
      for (RecordPeer peer : peers) {
        contest.add(peer.subject(), load.trial(peer));
      }
      arena.run(contest);
    } finally {
      arena.server().resizeBufferPool(Server.BUFFER_POOL);
    }
  }

  private static long plainSize(Arena arena, BulkLoad load) {
    RecordPeer plain = RecordPeer.RAW_JDBC;
    try (Schema schema = arena.server().schema(plain.schemaName());
        Records records = plain.opener().apply(schema)) {
      load.into(records);
      return schema.allocatedBytes();
    }
  }
}
