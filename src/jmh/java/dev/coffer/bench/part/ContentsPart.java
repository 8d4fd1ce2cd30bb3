package dev.coffer.bench.part;

import dev.coffer.bench.data.LargeFiles;
import dev.coffer.bench.peer.ContentPeer;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Files of 0.5 to 8 MB: written, written again and read; each once, and each twice. */
final class ContentsPart implements Part {

  private static final int SMALL_PIECE = 128 << 10;

  @Override
  public String name() {
    return "contents";
  }

  @Override
  public void run(Arena arena) throws Exception {
    List<byte[]> files = LargeFiles.read(arena.data(), arena.scale());
    distinct(arena, files);
    doubled(arena, LargeFiles.doubled(files));
  }

  private static void distinct(Arena arena, List<byte[]> files) throws Exception {
    Map<Subject, StoredContents> peers = peers(arena, files);
    try {
      contest(arena, "contents, no duplicates, write, 2 threads", peers, each -> each.write(2));
      peers.put(
          Subject.SPRING_CONTENT,
          new StoredContents(arena, ContentPeer.SPRING_CONTENT, beginning(files)));
      contest(arena, "contents, no duplicates, write", peers, each -> each.write(1));
      contest(arena, "contents, read", peers, StoredContents::read);
      contest(arena, "contents, put of a duplicate", peers, StoredContents::writeAgain);
    } finally {
      peers.values().forEach(StoredContents::close);
    }
  }

  private static void doubled(Arena arena, List<byte[]> files) throws Exception {
    Map<Subject, StoredContents> peers = peers(arena, files);
    try {
      contest(arena, "contents, half duplicates, write", peers, each -> each.write(1));
      Contest disk = new Contest("disk, contents, half duplicates", Unit.DENSITY);
      disk.add(Subject.DATA, () -> 1);
      peers.forEach((subject, peer) -> disk.add(subject, peer::perDiskByte));
      arena.runOnce(disk);
    } finally {
      peers.values().forEach(StoredContents::close);
    }
  }

  /** A piece of the first file that Spring Content can write in an acceptable time. */
  private static List<byte[]> beginning(List<byte[]> files) {
    return List.of(Arrays.copyOf(files.get(0), SMALL_PIECE));
  }

  private static Map<Subject, StoredContents> peers(Arena arena, List<byte[]> data) {
    Map<Subject, StoredContents> peers = new LinkedHashMap<>();
    ContentPeer.all()
        .forEach(peer -> peers.put(peer.subject(), new StoredContents(arena, peer, data)));
    return peers;
  }

  private static void contest(
      Arena arena,
      String workload,
      Map<Subject, StoredContents> peers,
      ToDoubleFunction<StoredContents> work)
      throws Exception {
    Contest contest = new Contest(workload, Unit.MEGABYTES);
    peers.forEach((subject, peer) -> contest.add(subject, () -> work.applyAsDouble(peer)));
    arena.run(contest);
  }
}
