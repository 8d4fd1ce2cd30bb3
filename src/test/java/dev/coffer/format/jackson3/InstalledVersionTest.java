package dev.coffer.format.jackson3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.Version;

class InstalledVersionTest {

  @Test
  void isTooOldBelowTheMinimum() {
    assertThat(InstalledVersion.tooOld(version(1), version(0))).isEqualTo("3.0.9");
    assertThat(InstalledVersion.tooOld(version(0), version(1))).isEqualTo("3.0.9");
  }

  @Test
  void isUsableFromTheMinimum() {
    assertThat(InstalledVersion.tooOld(version(1), version(2))).isNull();
    assertThat(InstalledVersion.tooOld()).isNull();
  }

  private static Version version(int minor) {
    return new Version(3, minor, 9, null, null, null);
  }
}
