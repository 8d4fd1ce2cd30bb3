package dev.coffer.record.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests when a cache is trusted again, and when it never is. */
class WriteFencesTest {

  private final WriteFences fences = new WriteFences();
  private final WriteFences.Stripe stripe = fences.of("c", "k");

  @Test
  void isTrustedAgainAfterAnEviction() {
    fences.fence(
        () -> {
          assertThat(stripe.isTrusted()).isFalse();
          return true;
        });
    assertThat(stripe.isTrusted()).isTrue();
  }

  @Test
  void isNotTrustedAfterAFailedEviction() {
    fences.fence(() -> false);
    assertThat(stripe.isTrusted()).isFalse();
    fences.fence(() -> true);
    assertThat(stripe.isTrusted()).isFalse();
  }

  @Test
  void aLoadThatAWriteOvertookEvictsItsEntry() {
    assertThat(stripe.loadBegins()).isTrue();
    fences.fence(() -> true);
    assertThat(stripe.isTrusted()).isFalse();
    assertThat(stripe.loadBegins()).isFalse();
    boolean[] evicted = {false};
    stripe.loadEnded(() -> evicted[0] = true);
    assertThat(evicted[0]).isTrue();
    assertThat(stripe.isTrusted()).isTrue();
  }

  @Test
  void aLoadThatEndsDuringAWriteEvictsItsEntry() {
    assertThat(stripe.loadBegins()).isTrue();
    boolean[] evicted = {false};
    fences.fence(
        () -> {
          stripe.loadEnded(() -> evicted[0] = true);
          return true;
        });
    assertThat(evicted[0]).isTrue();
    assertThat(stripe.isTrusted()).isTrue();
  }

  @Test
  void aLoadThatCannotEvictItsEntryLeavesTheFence() {
    assertThat(stripe.loadBegins()).isTrue();
    fences.fence(() -> true);
    stripe.loadEnded(() -> false);
    assertThat(stripe.isTrusted()).isFalse();
  }

  @Test
  void aLoadWithoutAConcurrentWriteEvictsNothing() {
    assertThat(stripe.loadBegins()).isTrue();
    stripe.loadEnded(
        () -> {
          throw new AssertionError("nothing to evict");
        });
    assertThat(stripe.isTrusted()).isTrue();
  }

  @Test
  void theHeapIsNotTrustedAfterAFailedEvictionOfAPut() {
    HeldWork put = new HeldWork();
    fences.fence(put, "c", "k", () -> false, NOTHING);
    put.commits();
    assertThat(fences.isHeapTrusted("c", "k")).isFalse();
    HeldWork next = new HeldWork();
    fences.fence(next, "c", "k", () -> true, NOTHING);
    next.commits();
    assertThat(fences.isHeapTrusted("c", "k")).isFalse();
  }

  private static final WriteFences.PutEnd NOTHING =
      new WriteFences.PutEnd() {
        @Override
        public void keep(boolean met) {}

        @Override
        public void forget() {}
      };
}
