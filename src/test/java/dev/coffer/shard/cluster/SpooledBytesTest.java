package dev.coffer.shard.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentSourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spooled stream gives its bytes again, and leaves no file. */
class SpooledBytesTest {

  private static final int LIMIT = SpooledBytes.MEMORY_BYTES;
  private static final int LARGE = 3 * LIMIT + 17;

  private final Path directory;

  SpooledBytesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private SpooledBytes spooled(int length) throws IOException {
    return SpooledBytes.of(new ByteArrayInputStream(bytes(length)), directory);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, LIMIT - 1, LIMIT, LIMIT + 1, LARGE})
  void theBytesCanBeReadAgain(int length) throws IOException {
    try (SpooledBytes spooled = spooled(length)) {
      assertThat(spooled.length()).isEqualTo(length);
      for (int i = 0; i < 2; i++) {
        try (InputStream stream = spooled.open()) {
          assertThat(stream.readAllBytes()).isEqualTo(bytes(length));
          assertThat(stream.read()).isEqualTo(-1);
          assertThat(stream.available()).isZero();
        }
      }
    }
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT, LARGE})
  void streamsAreIndependent(int length) throws IOException {
    byte[] bytes = bytes(length);
    try (SpooledBytes spooled = spooled(length);
        InputStream one = spooled.open();
        InputStream other = spooled.open()) {
      assertThat(one.skip(1000)).isEqualTo(1000);
      assertThat(one.read()).isEqualTo(bytes[1000] & 0xff);
      assertThat(other.read()).isEqualTo(bytes[0] & 0xff);
      assertThat(one.available()).isEqualTo(length - 1001);
      assertThat(one.skip(Long.MAX_VALUE)).isEqualTo(length - 1001);
      assertThat(one.read()).isEqualTo(-1);
      assertThat(other.skip(-1)).isZero();
      assertThat(other.read(new byte[0])).isZero();
      assertThat(other.read()).isEqualTo(bytes[1] & 0xff);
    }
  }

  @Test
  void upToTheLimitNoFileIsNeeded() throws IOException {
    Path missing = directory.resolve("missing");
    SpooledBytes.of(new ByteArrayInputStream(bytes(LIMIT)), missing).close();
    assertThatThrownBy(() -> SpooledBytes.of(new ByteArrayInputStream(bytes(LIMIT + 1)), missing))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void theDirectoryOfTheSystemIsTheDefault() throws IOException {
    try (SpooledBytes spooled = SpooledBytes.of(new ByteArrayInputStream(bytes(LARGE)))) {
      assertThat(spooled.open().readAllBytes()).isEqualTo(bytes(LARGE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, LIMIT + 1, LARGE})
  void aFailedSourceLeavesNothing(int length) throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the line is cut");
          }

          @Override
          public int read(byte[] into, int offset, int count) throws IOException {
            return read();
          }
        };
    InputStream stream = new SequenceInputStream(new ByteArrayInputStream(bytes(length)), broken);
    assertThatThrownBy(() -> SpooledBytes.of(stream, directory))
        .isInstanceOf(ContentSourceException.class)
        .hasMessageContaining("the line is cut");
    assertThat(files()).isEmpty();
  }

  /** A stream over a channel may return 0 once, which is neither an end nor a byte. */
  @Test
  void aReadOfNoBytesIsNotTheEnd() throws IOException {
    InputStream slow =
        new ByteArrayInputStream(bytes(LARGE)) {
          private boolean gives;

          @Override
          public synchronized int read(byte[] into, int offset, int count) {
            gives = !gives;
            return gives ? super.read(into, offset, Math.min(count, 30_000)) : 0;
          }
        };
    try (SpooledBytes spooled = SpooledBytes.of(slow, directory)) {
      assertThat(spooled.open().readAllBytes()).isEqualTo(bytes(LARGE));
    }
  }

  @Test
  void theSourceStaysOpen() throws IOException {
    InputStream stream =
        new ByteArrayInputStream(bytes(LARGE)) {
          @Override
          public void close() {
            throw new AssertionError("The stream is the caller's.");
          }
        };
    SpooledBytes.of(stream, directory).close();
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  void aClosedOneGivesNoBytes() throws IOException {
    SpooledBytes spooled = spooled(LARGE);
    InputStream stream = spooled.open();
    assertThat(stream.read()).isNotNegative();
    spooled.close();
    spooled.close();
    assertThatThrownBy(stream::read).isInstanceOf(ClosedChannelException.class);
    assertThatIllegalStateException().isThrownBy(spooled::open).withMessageContaining("closed");
    assertThat(files()).isEmpty();
  }

  /** The process still has the file, whose name is gone already. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void onlyTheOwnerCanReadTheFileAndAKilledProcessLeavesNone() throws IOException {
    try (SpooledBytes spooled = spooled(LARGE)) {
      assertThat(spooled.length()).isEqualTo(LARGE);
      assertThat(files()).isEmpty();
      Path open = openFile();
      assertThat(Files.size(open)).isEqualTo(LARGE);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
          .isEqualTo("rw-------");
    }
  }

  private Path openFile() throws IOException {
    String start = directory.toRealPath() + "/coffer-";
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(each -> target(each).startsWith(start)).findFirst().orElseThrow();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      // The listing of the directory is an open file too, and may be gone.
      return "";
    }
  }
}
