package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arguments of the commands on backups. */
class RepositoryArgumentsTest {
  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "1/30, 30",
    "1/1, 1",
    "10%, 10",
    "10 %, 10",
    "100%, 1",
    "33%, 3",
    "60%, 1",
    "1%, 100"
  })
  void aShareIsAFractionOrAPercentage(String text, int of) {
    assertThat(ReadShare.parse(text).of()).isEqualTo(of);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0%", "1/0", "101%", "2/3", "30", "1/-3", "3f9a2c01", "1/1234567"})
  void anotherShareIsRefused(String text) {
    assertThatThrownBy(() -> ReadShare.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1/30");
  }

  @Test
  void aKeyMayContainSlashes() {
    assertThat(RecordName.parse("files/2026/17.pdf"))
        .isEqualTo(new RecordName("files", "2026/17.pdf"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "players", "/alice", "players/"})
  void aRecordWithoutCollectionOrKeyIsRefused(String text) {
    assertThatThrownBy(() -> RecordName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COLLECTION/KEY");
  }

  @Test
  void aLocationIsAPathOrAUri() throws Exception {
    Path plain = directory.resolve("plain");
    try (RepositoryLocation path = RepositoryLocation.of(plain.toString(), false);
        RepositoryLocation uri = RepositoryLocation.of(plain.toUri().toString(), false)) {
      assertThat(path.path()).isEqualTo(plain).isEqualTo(uri.path());
      assertThat(path.exists()).isFalse();
    }
  }

  @Test
  void aZipFileIsCreatedAndClosed() throws Exception {
    Path zip = directory.resolve("backups.zip");
    String uri = "jar:" + zip.toUri() + "!/";

    assertThatThrownBy(() -> RepositoryLocation.of(uri, false).close())
        .isInstanceOf(UnusableRepositoryException.class);
    assertThat(zip).doesNotExist();
    try (RepositoryLocation created = RepositoryLocation.of(uri, true)) {
      Files.writeString(created.path().resolve("repository"), "head");
    }
    try (RepositoryLocation opened = RepositoryLocation.of(uri, false)) {
      assertThat(opened.exists()).isTrue();
    }
  }

  @Test
  void aPasswordInAUriIsFoundAndNotRepeated() {
    assertThat(RepositoryLocation.hasPassword("s3x://key:sesame@host/bucket")).isTrue();
    assertThat(RepositoryLocation.hasPassword("s3x://key@host:9000/bucket")).isFalse();
    assertThat(RepositoryLocation.hasPassword("/backups/a:b@c")).isFalse();
    assertThatThrownBy(() -> RepositoryLocation.of("s3x://key:sesame@host/bucket", false).close())
        .isInstanceOf(UnusableRepositoryException.class)
        .hasMessageContaining("'s3x:'")
        .hasMessageNotContaining("sesame");
  }
}
