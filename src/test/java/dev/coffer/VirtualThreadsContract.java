package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.TestDatabase;
import dev.coffer.testing.VirtualThreads;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Tests calls on virtual threads. The tests need JDK 24, since when a {@code synchronized} block
 * does not pin a virtual thread to its carrier: drivers have such blocks around their I/O.
 */
abstract class VirtualThreadsContract {

  private static final int THREADS = 50;
  private static final int ROUNDS = 5;
  private static final int COUNTERS = 10;

  private TestDatabase database;
  private Coffer coffer;

  record Score(String name, int points) {}

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    coffer =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password()));
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void noCallPinsAVirtualThread() throws Exception {
    // The initializers of classes pin a thread, once.
    use(THREADS);
    List<VirtualThreads.Work> works = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      works.add(() -> use(thread));
    }

    assertThat(VirtualThreads.pinnedDuring(works)).noneMatch(trace -> trace.contains("dev.coffer"));
    int points =
        coffer.records("scores", Score.class).findAll(counters()).values().stream()
            .mapToInt(score -> score.value().points())
            .sum();
    assertThat(points).isEqualTo((THREADS + 1) * ROUNDS);
  }

  private void use(int thread) throws IOException {
    RecordRepository<Score, String> scores = coffer.records("scores", Score.class);
    Random random = new Random(thread);
    for (int round = 0; round < ROUNDS; round++) {
      String key = thread + "/" + round;
      Score score = new Score("x".repeat(random.nextInt(9000)), round);
      scores.put(key, score);
      assertThat(scores.get(key)).contains(score);
      scores.compute(
          counter(thread),
          current -> Optional.of(new Score("", current.map(Score::points).orElse(0) + 1)));
      try (Stream<StoredValue<Score, String>> found = scores.scan(Range.prefix(thread + "/"))) {
        assertThat(found).hasSize(round + 1);
      }
      byte[] bytes = new byte[random.nextInt(700_000)];
      random.nextBytes(bytes);
      try (InputStream in = coffer.contents().open(coffer.contents().store(bytes).hash())) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
      }
    }
  }

  private static List<String> counters() {
    return Stream.iterate(0, i -> i + 1).limit(COUNTERS).map(i -> counter(i)).toList();
  }

  private static String counter(int thread) {
    return "counter " + thread % COUNTERS;
  }
}
