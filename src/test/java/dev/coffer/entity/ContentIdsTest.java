package dev.coffer.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentIdsTest {

  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
  private static final Duration PERIOD = Duration.ofSeconds(1 << 17);

  private static ContentIds at(Instant instant) {
    return new ContentIds(Clock.fixed(instant, ZoneOffset.UTC));
  }

  @Test
  void idsOfAProcessAreAdjacent() {
    ContentIds ids = at(NOW);
    long first = ids.take();

    assertThat(ids.take(3)).containsExactly(first + 1, first + 2, first + 3);
  }

  @Test
  void twoProcessesAndARestartMakeOtherIds() {
    ContentIds ids = at(NOW);
    Set<Long> all = new HashSet<>();
    for (ContentIds each : List.of(ids, at(NOW), at(NOW))) {
      Arrays.stream(each.take(1000)).forEach(all::add);
    }
    ids.restart();
    Arrays.stream(ids.take(1000)).forEach(all::add);

    assertThat(all).hasSize(4000);
  }

  @Test
  void laterPeriodsHaveGreaterIds() {
    long[] ids =
        IntStream.range(0, 20)
            .mapToLong(period -> at(NOW.plus(PERIOD.multipliedBy(period))).take())
            .toArray();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids[19] >> 48).isEqualTo((ids[0] >> 48) + 19);
  }

  @Test
  void anyClockMakesPositiveIds() {
    for (Instant instant :
        List.of(Instant.MIN, Instant.parse("1950-01-01T00:00:00Z"), Instant.EPOCH, Instant.MAX)) {
      assertThat(Arrays.stream(at(instant).take(100)).boxed().toList())
          .doesNotHaveDuplicates()
          .allMatch(id -> id >= 0);
    }
  }
}
