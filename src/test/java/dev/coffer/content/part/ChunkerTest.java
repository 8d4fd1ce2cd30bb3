package dev.coffer.content.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.content.ContentFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkerTest {

  private static List<Integer> cuts(byte[] bytes) {
    List<Integer> lengths = new ArrayList<>();
    for (int offset = 0; offset < bytes.length; ) {
      int length = Chunker.cut(bytes, offset, bytes.length - offset);
      lengths.add(length);
      offset += length;
    }
    return lengths;
  }

  /** Never change these boundaries: other ones would share no part with stored contents. */
  @Test
  void boundariesNeverChange() {
    assertThat(cuts(ContentFixture.noise(42, 3_000_000)))
        .containsExactly(
            405792, 284036, 311661, 197711, 322184, 326687, 390016, 391750, 282544, 87619);
  }

  @Test
  void lengthsStayWithinTheirBounds() {
    List<Integer> lengths = cuts(ContentFixture.noise(7, 32 << 20));

    assertThat(lengths.subList(0, lengths.size() - 1))
        .allSatisfy(length -> assertThat(length).isBetween(Chunker.SMALLEST, Chunker.GREATEST));
    double mean = lengths.stream().mapToInt(Integer::intValue).average().orElseThrow();
    assertThat(mean).isBetween(0.75 * Chunker.NORMAL, 1.5 * Chunker.NORMAL);
  }

  @Test
  void bytesWithoutABoundaryAreCutAtTheMaximumLength() {
    assertThat(cuts(new byte[2 * Chunker.GREATEST + 5]))
        .containsExactly(Chunker.GREATEST, Chunker.GREATEST, 5);
  }

  @Test
  void anInsertionMovesOnlyTheBoundariesNextToIt() {
    byte[] before = ContentFixture.noise(9, 8 << 20);
    byte[] after = new byte[before.length + 1];
    System.arraycopy(before, 0, after, 0, 4_000_000);
    System.arraycopy(before, 4_000_000, after, 4_000_001, before.length - 4_000_000);

    Set<Integer> moved = new HashSet<>(ends(cuts(before), 4_000_000));
    ends(cuts(after), 4_000_001).forEach(moved::remove);

    assertThat(moved).hasSizeLessThanOrEqualTo(2);
  }

  /** The ends of the parts, from an offset on. */
  private static List<Integer> ends(List<Integer> lengths, int from) {
    List<Integer> ends = new ArrayList<>();
    int end = 0;
    for (int length : lengths) {
      end += length;
      if (end > from) {
        ends.add(end - from);
      }
    }
    return ends;
  }

  @Test
  void boundariesDoNotDependOnBytesBeyondTheMaximumLength() {
    byte[] bytes = ContentFixture.noise(11, 3 << 20);

    assertThat(Chunker.cut(bytes, 1000, Chunker.GREATEST))
        .isEqualTo(Chunker.cut(bytes, 1000, bytes.length - 1000));
  }
}
