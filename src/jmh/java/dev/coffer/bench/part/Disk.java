package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.data.Entry;
import dev.coffer.bench.peer.Configuration;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.Records;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import dev.coffer.record.RecordCacheMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The size that the file system allocates for small records and documents after {@code OPTIMIZE},
 * without the size of the empty tables. All are loaded in the order of their keys. For a contestant
 * that learns on request, some from all parts of the keys come first: an application's maintenance
 * learns from what is stored by then, in any order.
 */
final class Disk implements Part {

  /** A file grows by some MiB at a time, a quarter of the size of the small records. */
  private static final int COPIES = 3;

  /** The approximate maximum number of records from which a contestant learns on request. */
  private static final int LESSONS = 16_384;

  /** The least number of records between two of these. */
  private static final int LEAST_DISTANCE = 4;

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public void run(Arena arena) throws Exception {
    contests(arena, "small records", arena.catalogue().times(COPIES).records());
    contests(arena, "documents", arena.catalogue().documents());
  }

  /** The bytes of data for each byte of disk. */
  private record Density(double atOnce, double recompressed) {}

  private static void contests(Arena arena, String what, List<Entry> entries) throws Exception {
    List<RecordPeer> peers =
        new ArrayList<>(
            RecordPeer.withCoffer(
                RecordCacheMode.OFF, RecordPeer.RAW_JDBC, RecordPeer.PAGE_COMPRESSED));
    peers.add(RecordPeer.coffer(Configuration.DENSE, RecordCacheMode.OFF));
    peers.add(RecordPeer.withPageCompression(RecordCacheMode.OFF));
    contest(arena, "disk, " + what, entries, peers);
  }

  private static void contest(
      Arena arena, String workload, List<Entry> entries, List<RecordPeer> peers) throws Exception {
    Contest atOnce = new Contest(workload, Unit.DENSITY).add(Subject.DATA, () -> 1);
    Contest later =
        new Contest(workload + ", after recompression", Unit.DENSITY).add(Subject.DATA, () -> 1);
    BulkLoad load = new BulkLoad(arena, entries, 1);
    for (RecordPeer peer : peers) {
      List<Density> outcomes = new ArrayList<>();
      atOnce.add(
          peer.subject(),
          () -> {
            Density density = density(load, peer);
            outcomes.add(density);
            return density.atOnce();
          });
      later.add(peer.subject(), new Replay<>(outcomes, Density::recompressed));
    }
    arena.runOnce(atOnce);
    arena.runOnce(later);
  }

  private static Density density(BulkLoad load, RecordPeer peer) {
    double bytes = Catalogue.bytes(load.entries());
    long empty = allocatedWhenEmpty(load.arena(), peer);
    try (Schema schema = load.arena().server().schema(peer.schemaName());
        Records records = peer.opener().apply(schema)) {
      if (records.learnsOnRequest()) {
        loadAfterLessons(load, records);
      } else {
        var unused = load.into(records);
      }
      schema.optimize();
      double atOnce = bytes / (schema.allocatedBytes() - empty);
      if (!records.recompress()) {
        return new Density(atOnce, atOnce);
      }
      schema.optimize();
      return new Density(atOnce, bytes / (schema.allocatedBytes() - empty));
    }
  }

  private static void loadAfterLessons(BulkLoad load, Records records) {
    int every = Math.max(LEAST_DISTANCE, load.entries().size() / LESSONS);
    List<Entry> lessons = new ArrayList<>();
    List<Entry> others = new ArrayList<>();
    for (int i = 0; i < load.entries().size(); i++) {
      (i % every == 0 ? lessons : others).add(load.entries().get(i));
    }
    var unused = load.of(lessons).into(records);
    records.train();
    unused = load.of(others).into(records);
  }

  private static long allocatedWhenEmpty(Arena arena, RecordPeer peer) {
    try (Schema schema = arena.server().schema(peer.schemaName())) {
      peer.opener().apply(schema).close();
      schema.optimize();
      return schema.allocatedBytes();
    }
  }
}
