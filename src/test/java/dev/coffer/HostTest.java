package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hibernate.Version;
import org.junit.jupiter.api.Test;

/** The tests run with the Hibernate and the Coffer that the build names. */
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
