package dev.coffer.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locations and secrets as text and files. */
class LocationsTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void aLocationIsAPathOrAUri() {
    assertThat(BackupSettings.at("backups/game").location()).isEqualTo(Path.of("backups/game"));
    assertThat(BackupSettings.at("c:game").location()).isEqualTo(Path.of("c:game"));
    assertThat(BackupSettings.at(directory.toUri().toString()).location()).isEqualTo(directory);
  }

  @Test
  void aUriMayNameAZipFile() throws IOException {
    Path zip = directory.resolve("backups.zip");
    try (FileSystem created =
        FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
      Files.createDirectory(created.getPath("/game"));
    }
    Path location = BackupSettings.at("jar:" + zip.toUri() + "!/game").location();
    try (FileSystem opened = location.getFileSystem()) {
      assertThat(opened.isOpen()).isTrue();
      assertThat(location).exists();
      assertThat(BackupSettings.at("jar:" + zip.toUri() + "!/game").location()).isEqualTo(location);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none://user:hidden@host/bucket",
        "jar:none://user:hidden@host/bucket!/",
        "file://user:hidden@host/bucket",
        "none://user:hidden@host/with a space"
      })
  void aMessageHasNoCredentials(String location) {
    assertThatThrownBy(() -> BackupSettings.at(location))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host")
        .hasMessageNotContaining("hidden")
        .hasNoCause();
  }

  @Test
  void anEmptyLocationIsRefused() {
    assertThatThrownBy(() -> BackupSettings.at(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pässword", "pässword\n", "pässword\r\nnot this"})
  void thePassphraseIsTheFirstLineOfItsFile(String content) throws IOException {
    Path file = directory.resolve("passphrase");
    Files.writeString(file, content);

    RepositorySecret secret = RepositorySecret.passphraseIn(file);

    assertThat(secret.bytes())
        .isEqualTo(RepositorySecret.passphrase("pässword".toCharArray()).bytes());
    assertThat(secret.isPassphrase()).isTrue();
  }

  @Test
  void aFileWithoutASecretIsRefused() throws IOException {
    Path file = directory.resolve("file");
    assertThatThrownBy(() -> RepositorySecret.keyFile(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
    Files.writeString(file, "\nsecond line");
    assertThatThrownBy(() -> RepositorySecret.passphraseIn(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> RepositorySecret.keyFile(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32");
  }
}
