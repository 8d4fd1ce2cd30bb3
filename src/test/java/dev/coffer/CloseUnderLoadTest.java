package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.ClosedException;
import dev.coffer.api.ContentHash;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.RecordedLog;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Tests the close of a Coffer while threads use it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CloseUnderLoadTest {

  record Score(String name, int points) {}

  /** A call of a store. The test checks its outcome. */
  private interface Use {
    void run(Coffer coffer, Random random) throws Exception;
  }

  @RepeatedTest(4)
  void closesWithoutErrorAndRefusesFurtherCalls() throws Exception {
    List<Use> uses =
        List.of(
            (coffer, random) -> scores(coffer).put(key(random), new Score("x", random.nextInt())),
            (coffer, random) -> scores(coffer).get(key(random)),
            (coffer, random) -> scores(coffer).getAll(List.of(key(random), key(random), "1")),
            (coffer, random) -> scores(coffer).page(Range.all(), null, 50),
            (coffer, random) -> {
              byte[] bytes = new byte[500];
              random.nextBytes(bytes);
              ContentHash hash = coffer.contents().store(bytes).hash();
              try (InputStream in = coffer.contents().open(hash)) {
                in.readAllBytes();
              }
            });
    Executor threads = task -> new Thread(task).start();
    List<CompletableFuture<Throwable>> ends = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    RecordedLog log = new RecordedLog("", Level.SEVERE);
    try (log;
        Coffer coffer = Coffer.open("jdbc:h2:mem:closing")) {
      for (Use use : uses) {
        Random random = new Random(ends.size());
        ends.add(
            CompletableFuture.supplyAsync(() -> untilItFails(coffer, use, random, done), threads));
      }
      while (done.get() < 1500) {
        Thread.onSpinWait();
      }
    }
    for (CompletableFuture<Throwable> end : ends) {
      assertThat(end.get()).isExactlyInstanceOf(ClosedException.class);
    }
    assertThat(log.texts()).isEmpty();
  }

  private static Throwable untilItFails(Coffer coffer, Use use, Random random, AtomicInteger done) {
    try {
      while (true) {
        use.run(coffer, random);
        done.incrementAndGet();
      }
    } catch (Exception | Error failure) {
      // An unexpected failure also ends the wait of the test.
      done.addAndGet(1500);
      return failure;
    }
  }

  private static RecordRepository<Score, String> scores(Coffer coffer) {
    return coffer.records("scores", Score.class);
  }

  private static String key(Random random) {
    return Integer.toString(random.nextInt(300));
  }
}
