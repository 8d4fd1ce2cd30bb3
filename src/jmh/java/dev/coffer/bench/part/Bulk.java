package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.data.Entry;
import dev.coffer.bench.peer.ContentPeer;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.record.RecordCacheMode;
import java.util.List;

/**
 * Loads small records and documents into an empty database, by one thread and by two. Documents are
 * loaded in several copies, because one copy takes a tenth of a second.
 */
final class Bulk implements Part {

  private static final int COPIES = 4;

  @Override
  public String name() {
    return "bulk";
  }

  @Override
  public void run(Arena arena) throws Exception {
    for (int threads = 1; threads <= 2; threads++) {
      List<Entry> records = arena.catalogue().records();
      arena.run(contest("bulk, small records", new BulkLoad(arena, records, threads)));
    }
    Catalogue more = arena.catalogue().times(COPIES);
    for (int threads = 1; threads <= 2; threads++) {
      BulkLoad load = new BulkLoad(arena, more.documents(), threads);
      arena.run(contest("bulk, documents", load).add(Subject.OAK, load.trial(ContentPeer.OAK)));
    }
  }

  private static Contest contest(String what, BulkLoad load) {
    String threads = load.threads() == 1 ? ", 1 thread" : ", " + load.threads() + " threads";
    Contest contest = new Contest(what + threads, Unit.ROWS);
    for (RecordPeer peer :
        RecordPeer.withCoffer(
            RecordCacheMode.VALIDATED,
            RecordPeer.RAW_JDBC,
            RecordPeer.RAW_JDBC_PREPARED,
            RecordPeer.PAGE_COMPRESSED,
            RecordPeer.SESSION,
            RecordPeer.STATELESS,
            RecordPeer.SECOND_LEVEL_CACHE)) {
      contest.add(peer.subject(), load.trial(peer));
    }
    return contest;
  }
}
