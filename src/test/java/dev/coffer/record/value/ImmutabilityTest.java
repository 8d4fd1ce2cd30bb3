package dev.coffer.record.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.ImmutableValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

  /** A record with an accessor that does not return its field. */
  record Showing(List<String> names) {
    @Override
    public List<String> names() {
      return List.copyOf(names);
    }
  }

  record Price(BigDecimal amount, BigInteger cents) {}

  @SuppressWarnings("serial") // never serialized
  static final class Changing extends BigDecimal {
    private int changes;

    Changing() {
      super(1);
    }

    @Override
    public int intValue() {
      return changes++;
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // a host may declare such an enum
  enum Counting {
    ONE;

    int count;
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
  void recordsOfImmutableComponentsNeverChange() {
    Line line = new Line(new Point(1, 2), null, "a", Optional.of(Instant.EPOCH));
    assertThat(Immutability.of(line)).isTrue();
    assertThat(Immutability.of(new Holder(line))).isTrue();
    assertThat(Immutability.of(new Holder(List.of(line, line)))).isTrue();
    assertThat(Immutability.of(new Holder(Map.of("k", Set.of(1, 2))))).isTrue();
  }

  @Test
  void aListIsJudgedByItsClassAndElements() {
    assertThat(Immutability.of(new Lists(List.of("a")))).isTrue();
    assertThat(Immutability.of(new Lists(new ArrayList<>(List.of("a"))))).isFalse();
    assertThat(Immutability.of(new Lists(Arrays.asList("a", null)))).isFalse();
    assertThat(Immutability.of(new Lists(Collections.unmodifiableList(new ArrayList<>()))))
        .isFalse();
    assertThat(Immutability.of(new Copying(new ArrayList<>(List.of("a"))))).isTrue();
  }

  @Test
  void mutablePartsAreFoundAtAnyDepth() {
    assertThat(Immutability.of(new byte[0])).isFalse();
    assertThat(Immutability.of(new AtomicLong())).isFalse();
    assertThat(Immutability.of(new Holder(new int[] {1}))).isFalse();
    assertThat(Immutability.of(new Holder(List.of(new Holder(new AtomicLong()))))).isFalse();
    assertThat(Immutability.of(Map.of(new Holder(new AtomicLong()), "v"))).isFalse();
    assertThat(Immutability.of(Optional.of(new AtomicLong()))).isFalse();
    assertThat(Immutability.of(new Undeclared())).isFalse();
  }

  @Test
  void aRecordIsJudgedByItsFields() {
    assertThat(Immutability.of(new Showing(new ArrayList<>(List.of("a"))))).isFalse();
    assertThat(Immutability.of(new Showing(List.of("a")))).isTrue();
    assertThat(Immutability.of(List.of(new Showing(new ArrayList<>())))).isFalse();
  }

  @Test
  void aSubclassMayBeMutable() {
    assertThat(Immutability.of(new Price(BigDecimal.ONE, BigInteger.TEN))).isTrue();
    assertThat(Immutability.of(new Price(new Changing(), BigInteger.TEN))).isFalse();
    assertThat(Immutability.of(new Changing())).isFalse();
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // a host may use this class
  void unknownTypesAreMutable() {
    List<String> held = new ArrayList<>(List.of("a"));
    for (Object value :
        List.of(
            new Date(0),
            Calendar.getInstance(),
            Map.entry("k", held),
            new AbstractMap.SimpleEntry<>("k", "v"),
            Collections.unmodifiableMap(new HashMap<>(Map.of("k", held))),
            Stream.of(held).toList(),
            List.of(held),
            Map.of("k", Set.of(held)),
            Optional.of(held),
            (Supplier<Object>) () -> held)) {
      assertThat(Immutability.of(value)).as("%s", value.getClass()).isFalse();
      assertThat(Immutability.of(new Holder(value))).as("%s", value.getClass()).isFalse();
    }
  }

  /** Each caller gets the same constant, for shared and for copied values. */
  @Test
  void constantsAreShared() {
    assertThat(Immutability.of(new Holder(Counting.ONE))).isTrue();
  }

  @Test
  void aClassWithAnImmutabilityAnnotationIsImmutable() {
    assertThat(Immutability.of(new Declared())).isTrue();
    assertThat(Immutability.of(new Holder(new Declared()))).isTrue();
  }

  @Test
  void aDeeplyNestedValueIsMutable() {
    Object deep = "end";
    for (int i = 0; i < 100; i++) {
      deep = new Holder(deep);
    }
    assertThat(Immutability.of(deep)).isFalse();
  }
}
