package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImmutabilityTest {

  record Point(int x, double y) {}

  record Line(Point from, @Nullable Point to, String name, Optional<Instant> drawn) {}

  record Holder(Object held) {}

  record Lists(List<String> names) {}

  record Copying(List<String> names) {
    Copying {
      names = List.copyOf(names);
    }
  }

  record Failing(Object held) {
    @Override
    public Object held() {
      throw new IllegalStateException("not today");
    }
  }

  @ImmutableValue
  static final class Declared {}

  static final class Undeclared {}

  enum Color {
    RED {},
    GREEN
  }

  @Test
  void textsNumbersTimesAndEnumsNeverChange() {
    for (Object value :
        List.of(
            "text",
            1,
            2L,
            BigDecimal.ONE,
            UUID.randomUUID(),
            Instant.EPOCH,
            DayOfWeek.MONDAY,
            Color.RED,
            Color.GREEN,
            true)) {
      assertThat(Immutability.of(value)).as("%s", value.getClass()).isTrue();
    }
  }

  @Test
  void recordsOfSuchDoNotEither() {
    Line line = new Line(new Point(1, 2), null, "a", Optional.of(Instant.EPOCH));
    assertThat(Immutability.of(line)).isTrue();
    assertThat(Immutability.of(new Holder(line))).isTrue();
    assertThat(Immutability.of(new Holder(List.of(line, line)))).isTrue();
    assertThat(Immutability.of(new Holder(Map.of("k", Set.of(1, 2))))).isTrue();
  }

  @Test
  void aListIsJudgedByWhatItIs() {
    assertThat(Immutability.of(new Lists(List.of("a")))).isTrue();
    assertThat(Immutability.of(new Lists(new ArrayList<>(List.of("a"))))).isFalse();
    assertThat(Immutability.of(new Lists(Arrays.asList("a", null)))).isFalse();
    assertThat(Immutability.of(new Lists(Collections.unmodifiableList(new ArrayList<>()))))
        .isFalse();
    assertThat(Immutability.of(new Copying(new ArrayList<>(List.of("a"))))).isTrue();
  }

  @Test
  void whatCanChangeAnywhereBelowIsFound() {
    assertThat(Immutability.of(new byte[0])).isFalse();
    assertThat(Immutability.of(new AtomicLong())).isFalse();
    assertThat(Immutability.of(new Holder(new int[] {1}))).isFalse();
    assertThat(Immutability.of(new Holder(List.of(new Holder(new AtomicLong()))))).isFalse();
    assertThat(Immutability.of(Map.of(new Holder(new AtomicLong()), "v"))).isFalse();
    assertThat(Immutability.of(Optional.of(new AtomicLong()))).isFalse();
    assertThat(Immutability.of(new Undeclared())).isFalse();
  }

  @Test
  void aDeclaredClassIsTakenAtItsWord() {
    assertThat(Immutability.of(new Declared())).isTrue();
    assertThat(Immutability.of(new Holder(new Declared()))).isTrue();
  }

  @Test
  void whatCannotBeSeenOrHasNoEndCounts() {
    assertThat(Immutability.of(new Failing("text"))).isFalse();
    Object deep = "end";
    for (int i = 0; i < 100; i++) {
      deep = new Holder(deep);
    }
    assertThat(Immutability.of(deep)).isFalse();
  }
}
