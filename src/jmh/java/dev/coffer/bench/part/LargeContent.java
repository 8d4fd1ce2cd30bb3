package dev.coffer.bench.part;

import dev.coffer.bench.peer.ContentPeer;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One content of 256 MB, written and read as a stream in a JVM of its own with little heap. */
final class LargeContent implements Part {

  /** Each round is a long run in a JVM of its own, so a warm-up round would change nothing. */
  private static final int ROUNDS = 2;

  private static final String SMALL_HEAP = LargeContentProgram.SMALL_HEAP_MB + "m";
  private static final String LARGE_HEAP = "2g";

  @Override
  public String name() {
    return "large";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Contest write = new Contest("one content of 256 MB, write", Unit.MEGABYTES);
    Contest read = new Contest("one content of 256 MB, read", Unit.MEGABYTES);
    Contest heap = new Contest("one content of 256 MB, peak heap", Unit.HEAP);
    for (ContentPeer peer : ContentPeer.all()) {
      List<LargeContentProgram.Outcome> outcomes = new ArrayList<>();
      write.add(
          peer.subject(),
          () -> {
            outcomes.add(run(arena, peer));
            return outcomes.get(outcomes.size() - 1).written();
          });
      // The reads of the same runs, by round.
      read.add(peer.subject(), new Replay<>(outcomes, LargeContentProgram.Outcome::read));
      heap.add(peer.subject(), new Replay<>(outcomes, LargeContentProgram.Outcome::peakHeap));
    }
    arena.runWarm(write, ROUNDS);
    arena.runWarm(read, ROUNDS);
    heap.add(Subject.SMALL_HEAP, () -> LargeContentProgram.SMALL_HEAP_MB);
    arena.runWarm(heap, ROUNDS);
  }

  private static LargeContentProgram.Outcome run(Arena arena, ContentPeer peer)
      throws IOException, InterruptedException {
    try (Schema schema = arena.server().schema(peer.schemaName())) {
      String heap = peer.subject().isCoffer() ? SMALL_HEAP : LARGE_HEAP;
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + heap,
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-Djava.util.logging.config.file="
                      + System.getProperty("java.util.logging.config.file", ""),
                  LargeContentProgram.class.getName(),
                  peer.subject().toString(),
                  schema.name(),
                  schema.url(),
                  schema.user(),
                  schema.password())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        System.err.println(peer.subject() + " failed with a heap of " + heap);
        return LargeContentProgram.Outcome.FAILED;
      }
      return LargeContentProgram.Outcome.parse(answer);
    }
  }
}
