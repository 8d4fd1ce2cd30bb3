package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.data.Entry;
import dev.coffer.bench.peer.Configuration;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.Records;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import dev.coffer.cache.RecordCacheMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the file system allocates for small records and documents after {@code OPTIMIZE}, without
 * what the empty tables take.
 */
final class Disk implements Part {

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public void run(Arena arena) throws Exception {
    contests(arena, "small records", arena.catalogue().records());
    contests(arena, "documents", arena.catalogue().documents());
  }

  private static void contests(Arena arena, String what, List<Entry> entries) throws Exception {
    contest(
        arena,
        "disk, " + what,
        entries,
        RecordPeer.withDictionaries(
            RecordCacheMode.OFF, RecordPeer.RAW_JDBC, RecordPeer.PAGE_COMPRESSED));
    List<RecordPeer> compressed = new ArrayList<>(List.of(RecordPeer.PAGE_COMPRESSED));
    Arrays.stream(Configuration.values()).map(RecordPeer::pageCompressed).forEach(compressed::add);
    contest(arena, "disk, " + what + ", page-compressed too", entries, compressed);
  }

  private static void contest(
      Arena arena, String workload, List<Entry> entries, List<RecordPeer> peers) throws Exception {
    Contest contest = new Contest(workload, Unit.DENSITY);
    contest.add(Subject.DATA, () -> 1);
    BulkLoad load = new BulkLoad(arena, entries, 1);
    peers.forEach(peer -> contest.add(peer.subject(), () -> perDiskByte(load, peer)));
    arena.runOnce(contest);
  }

  private static double perDiskByte(BulkLoad load, RecordPeer peer) {
    BulkLoad nothing = new BulkLoad(load.arena(), List.of(), 1);
    return (double) Catalogue.bytes(load.entries())
        / (allocated(load, peer) - allocated(nothing, peer));
  }

  private static long allocated(BulkLoad load, RecordPeer peer) {
    try (Schema schema = load.arena().server().schema(peer.schemaName())) {
      try (Records records = peer.opener().apply(schema)) {
        records.learn(Slices.sample(load.entries(), BulkLoad.SAMPLES));
        load.into(records);
      }
      schema.optimize();
      return schema.allocatedBytes();
    }
  }
}
