package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;

class CacheSizesTest {

  @Test
  void aQuarterOfTheMemoryBesideTheHeapIsTakenUpToALimit() {
    assertThat(CacheSizes.offHeapShare(4L << 30)).isEqualTo(64L << 20);
    assertThat(CacheSizes.offHeapShare(256L << 20)).isEqualTo(64L << 20);
    assertThat(CacheSizes.offHeapShare(64L << 20)).isEqualTo(16L << 20);
    assertThat(CacheSizes.offHeapShare(32L << 20)).isEqualTo(CacheSizes.MIN_OFF_HEAP_BYTES);
  }

  @Test
  void whereTheShareIsTooSmallNoneIsTaken() {
    assertThat(CacheSizes.offHeapShare((32L << 20) - 1)).isZero();
    assertThat(CacheSizes.offHeapShare(0)).isZero();
  }

  @Test
  void everyShareIsASizeThatACacheMayHave() {
    for (long memory = 0; memory < 512L << 20; memory += 999_999) {
      long share = CacheSizes.offHeapShare(memory);
      assertThatCode(() -> new CacheSizes(0, share, CacheSizes.DEFAULT_DISK_BYTES))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void theLimitIsWhatTheOptionsSayOrAsMuchAsTheHeap() {
    assertThat(DirectMemory.limit(List.of("-Xmx1g"), 1L << 30)).isEqualTo(1L << 30);
    assertThat(DirectMemory.limit(List.of("-XX:MaxDirectMemorySize=0"), 7)).isEqualTo(7);
    assertThat(DirectMemory.limit(List.of("-XX:MaxDirectMemorySize=4096"), 7)).isEqualTo(4096);
    assertThat(DirectMemory.limit(List.of("-XX:MaxDirectMemorySize=20K"), 7)).isEqualTo(20 << 10);
    assertThat(
            DirectMemory.limit(
                List.of("-XX:MaxDirectMemorySize=20m", "-XX:MaxDirectMemorySize=1g"), 7))
        .isEqualTo(1L << 30);
  }
}
