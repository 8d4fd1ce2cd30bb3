package dev.coffer.record.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompressionHistoryTest {
  private final CompressionHistory history = new CompressionHistory();

  /** The number of these values that are tried if each frame has this length. */
  private int tried(int values, int length, int frameLength) {
    int tried = 0;
    for (int i = 0; i < values; i++) {
      if (history.isWorthTrying(length)) {
        tried++;
        history.recordResult(length, frameLength);
      }
    }
    return tried;
  }

  @Test
  void triesEveryValueWithAGain() {
    assertThat(tried(500, 300, 280)).isEqualTo(500);
  }

  @Test
  void triesOnlySomeValuesOfLittleGain() {
    assertThat(tried(CompressionHistory.FUTILE, 300, 290)).isEqualTo(CompressionHistory.FUTILE);
    assertThat(tried(10 * CompressionHistory.TRIED_ONE_OF, 300, 290)).isEqualTo(10);
  }

  @Test
  void triesEverythingAgainAfterOneThatGains() {
    tried(CompressionHistory.FUTILE + CompressionHistory.TRIED_ONE_OF, 300, 300);
    assertThat(tried(CompressionHistory.TRIED_ONE_OF, 300, 100)).isEqualTo(1);
    assertThat(tried(500, 300, 100)).isEqualTo(500);
  }

  @Test
  void distinguishesSizes() {
    tried(1000, 300, 300);
    assertThat(tried(100, 3000, 1000)).isEqualTo(100);
    assertThat(tried(16, 300, 300)).isEqualTo(1);
  }
}
