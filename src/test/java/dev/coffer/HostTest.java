package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hibernate.Version;
import org.junit.jupiter.api.Test;

/** The other tests run against what the build says that they run against. */
class HostTest {

  @Test
  void hibernateHasTheVersionOfTheBuild() {
    assertThat(Version.getVersionString()).isEqualTo(System.getProperty("coffer.test.hibernate"));
  }

  @Test
  void cofferIsLoadedFromTheLocationOfTheBuild() throws Exception {
    Path location =
        Path.of(Coffer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(location).hasFileName(System.getProperty("coffer.test.location"));
  }
}
