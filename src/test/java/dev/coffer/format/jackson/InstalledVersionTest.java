package dev.coffer.format.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.Version;
import org.junit.jupiter.api.Test;

class InstalledVersionTest {

  @Test
  void isTooOldBelowTheMinimum() {
    assertThat(InstalledVersion.tooOld(version(18), version(17))).isEqualTo("2.17.9");
    assertThat(InstalledVersion.tooOld(version(17), version(18))).isEqualTo("2.17.9");
  }

  @Test
  void isUsableFromTheMinimum() {
    assertThat(InstalledVersion.tooOld(version(18), version(19))).isNull();
    assertThat(InstalledVersion.tooOld()).isNull();
  }

  private static Version version(int minor) {
    return new Version(2, minor, 9, null, null, null);
  }
}
