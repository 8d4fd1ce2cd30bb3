package dev.coffer.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentSourceException;
import dev.coffer.api.RecordConflictException;
import dev.coffer.api.RecordKeyException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.api.StoredFileNotFoundException;
import dev.coffer.record.Expiry;
import dev.coffer.record.PutOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What named files promise on every database, in every cache mode, own and joined. */
abstract class FileRepositoryContract extends FileFixture {

  private static final byte[] BYTES = "a small text".getBytes(UTF_8);
  private static final byte[] OTHER = "another text".getBytes(UTF_8);

  private static final FileOptions PDF =
      FileOptions.defaults().withMediaType("application/pdf").withAttribute("customer", "4711");

  @Test
  void aFileHasItsBytesAndItsDetails() {
    FilePut put = put("2026/Rechnung für Zoë 🧾.pdf", BYTES, PDF);

    StoredFile file = file("2026/Rechnung für Zoë 🧾.pdf");
    assertThat(put)
        .isEqualTo(new FilePut(file.hash(), BYTES.length, PutOutcome.CREATED, file.version()));
    assertThat(file.path()).isEqualTo("2026/Rechnung für Zoë 🧾.pdf");
    assertThat(file.name()).isEqualTo("Rechnung für Zoë 🧾.pdf");
    assertThat(file.hash()).isEqualTo(coffer.contents().hash(BYTES));
    assertThat(file.size()).isEqualTo(BYTES.length);
    assertThat(file.mediaType()).isEqualTo("application/pdf");
    assertThat(file.attributes()).isEqualTo(Map.of("customer", "4711"));
    assertThat(file.createdAt()).isEqualTo(file.updatedAt());
    assertThat(file.expiresAt()).isNull();
    assertThat(file.entityTag()).isEqualTo("\"" + file.hash() + "\"");
    assertThat(bytes(file.path())).isEqualTo(BYTES);
    assertThat(holds(files -> files.exists(file.path()))).isTrue();
  }

  @Test
  void aFileOfTheOperatingSystemIsStored(@TempDir Path directory) throws IOException {
    Path source = Files.write(directory.resolve("large"), noise(1, 3 << 20));

    FilePut put = call(files -> files.put("large", source, FileOptions.defaults()));

    assertThat(put.size()).isEqualTo(3 << 20);
    assertThat(file("large").mediaType()).isEqualTo("application/octet-stream");
    assertThat(bytes("large")).isEqualTo(noise(1, 3 << 20));
  }

  @Test
  void anEmptyFileIsAFile() {
    put("empty", new byte[0]);

    assertThat(file("empty").size()).isZero();
    assertThat(bytes("empty")).isEmpty();
  }

  @Test
  void aPutReplacesBytesAndDetails() {
    FilePut first = put("a", BYTES, PDF);
    StoredFile before = file("a");

    assertThat(put("a", BYTES, PDF))
        .isEqualTo(new FilePut(first.hash(), first.size(), PutOutcome.UNCHANGED, first.version()));
    assertThat(put("a", BYTES).outcome()).isEqualTo(PutOutcome.REPLACED);
    FilePut third = put("a", OTHER);

    StoredFile after = file("a");
    assertThat(third.version()).isEqualTo(first.version() + 2).isEqualTo(after.version());
    assertThat(after.details()).isEqualTo(FileDetails.defaults());
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(bytes("a")).isEqualTo(OTHER);
  }

  @Test
  void aConditionIsRespected() {
    FileOptions ifAbsent = FileOptions.defaults().ifAbsent();
    long version = put("a", BYTES, ifAbsent).version();

    assertThatThrownBy(() -> put("a", OTHER, ifAbsent))
        .isInstanceOfSatisfying(
            RecordConflictException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("a");
              assertThat(e.expectedVersion()).isZero();
              assertThat(e.actualVersion()).isEqualTo(version);
            })
        .hasMessageContaining("'a'");
    assertThatThrownBy(() -> put("a", OTHER, FileOptions.defaults().ifVersion(version + 1)))
        .isInstanceOf(RecordConflictException.class);
    assertThatThrownBy(() -> put("b", OTHER, FileOptions.defaults().ifVersion(version)))
        .isInstanceOf(RecordConflictException.class)
        .hasMessageContaining("absent");
    assertThat(bytes("a")).isEqualTo(BYTES);

    FileOptions ifCurrent = FileOptions.defaults().ifVersion(version);
    assertThat(put("a", OTHER, ifCurrent).version()).isEqualTo(version + 1);
    assertThat(bytes("a")).isEqualTo(OTHER);
    assertThat(holds(files -> files.deleteIfVersion("a", version))).isFalse();
    assertThat(holds(files -> files.deleteIfVersion("a", version + 1))).isTrue();
    assertThat(holds(files -> files.exists("a"))).isFalse();
  }

  @Test
  void anExpiryIsGivenKeptAndTaken() {
    put("a", BYTES, FileOptions.defaults().withExpiry(Expiry.after(Duration.ofDays(1))));
    StoredFile first = file("a");
    assertThat(first.expiresAt()).isNotNull();

    put("a", OTHER, FileOptions.defaults().withExpiry(Expiry.keep()));
    assertThat(file("a").expiresAt()).isEqualTo(first.expiresAt());
    assertThat(holds(files -> files.touch("a", Expiry.never()))).isTrue();
    assertThat(file("a").expiresAt()).isNull();
    assertThat(holds(files -> files.touch("b", Expiry.never()))).isFalse();
    FileOptions kept = FileOptions.defaults().withExpiry(Expiry.after(Duration.ofDays(2)));
    put("a", OTHER, kept.ifVersion(file("a").version()));
    assertThat(file("a").expiresAt()).isNotNull();
  }

  @Test
  void aRangeOfAFileIsRead() throws IOException {
    byte[] large = noise(2, 2 << 20);
    put("large", large);
    run(
        files -> {
          StoredFile file = files.get("large").orElseThrow();
          assertThat(read(files.open(file, 1_000_000, 100_000)))
              .isEqualTo(Arrays.copyOfRange(large, 1_000_000, 1_100_000));
          assertThat(read(files.open(file, large.length - 3, 100))).hasSize(3);
          assertThatThrownBy(() -> files.open(file, large.length + 1, 1))
              .isInstanceOf(IndexOutOfBoundsException.class);
          try (SeekableByteChannel channel = files.openChannel("large")) {
            ByteBuffer some = ByteBuffer.allocate(5);
            channel.position(1_500_000).read(some);
            assertThat(some.array()).isEqualTo(Arrays.copyOfRange(large, 1_500_000, 1_500_005));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void aFileThatWasReplacedKeepsItsOldBytesForItsReaders() {
    put("a", BYTES);
    StoredFile before = file("a");
    put("a", OTHER);

    assertThat(this.<byte[]>call(files -> read(files.open(before, 0, Long.MAX_VALUE))))
        .isEqualTo(BYTES);
  }

  @Test
  void anAbsentFileIsReported() {
    assertThat(holds(files -> files.get("none").isPresent())).isFalse();
    for (boolean channel : new boolean[] {false, true}) {
      assertThatThrownBy(
              () ->
                  run(
                      files -> {
                        AutoCloseable opened =
                            channel ? files.openChannel("none") : files.open("none");
                        throw new AssertionError("opened " + opened);
                      }))
          .isInstanceOfSatisfying(
              StoredFileNotFoundException.class,
              e -> {
                assertThat(e.collection()).isEqualTo(collection);
                assertThat(e.path()).isEqualTo("none");
              })
          .hasMessageContaining("'none'");
    }
    assertThat(holds(files -> files.delete("none"))).isFalse();
    assertThat(holds(files -> files.move("none", "a"))).isFalse();
    assertThat(holds(files -> files.copy("none", "a"))).isFalse();
    assertThat(holds(files -> files.update("none", each -> each).isPresent())).isFalse();
  }

  @Test
  void detailsChangeWithoutTheBytes() {
    put("a", BYTES, PDF.withExpiry(Expiry.after(Duration.ofDays(1))));
    StoredFile before = file("a");

    FileDetails changed =
        call(files ->
                files.update(
                    "a",
                    details ->
                        details
                            .withMediaType("text/plain")
                            .withoutAttribute("customer")
                            .withAttribute("paid", "yes")))
            .orElseThrow();

    StoredFile after = file("a");
    assertThat(changed).isEqualTo(new FileDetails("text/plain", Map.of("paid", "yes")));
    assertThat(after.details()).isEqualTo(changed);
    assertThat(after.hash()).isEqualTo(before.hash());
    assertThat(after.expiresAt()).isEqualTo(before.expiresAt());
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(bytes("a")).isEqualTo(BYTES);
  }

  @Test
  void aMovedFileKeepsAllButItsVersion() {
    put("2026/a", BYTES, PDF.withExpiry(Expiry.after(Duration.ofDays(1))));
    put("2026/b", OTHER);
    StoredFile before = file("2026/a");

    assertThatThrownBy(() -> run(files -> files.move("2026/a", "2026/b")))
        .isInstanceOf(RecordConflictException.class);
    assertThat(holds(files -> files.move("2026/a", "2027/c"))).isTrue();

    assertThat(file("2027/c"))
        .usingRecursiveComparison()
        .ignoringFields("path", "version")
        .isEqualTo(before);
    assertThat(bytes("2027/c")).isEqualTo(BYTES);
    assertThat(holds(files -> files.exists("2026/a"))).isFalse();
    assertThat(bytes("2026/b")).isEqualTo(OTHER);
  }

  @Test
  void aCopyHasTheContentAndTheDetails() {
    put("a", BYTES, PDF.withExpiry(Expiry.after(Duration.ofDays(1))));
    put("b", OTHER);

    assertThatThrownBy(() -> run(files -> files.copy("a", "b")))
        .isInstanceOf(RecordConflictException.class)
        .hasMessageContaining("'b'");
    assertThat(holds(files -> files.copy("a", "c"))).isTrue();

    StoredFile copy = file("c");
    assertThat(copy.details()).isEqualTo(PDF.details());
    assertThat(copy.expiresAt()).isNull();
    assertThat(holds(files -> files.delete("a"))).isTrue();
    assertThat(bytes("c")).isEqualTo(BYTES);
    assertThat(bytes("b")).isEqualTo(OTHER);
  }

  @Test
  void aFailedStreamLeavesNoFile() {
    put("a", BYTES);
    for (int length : new int[] {10, 3 << 20}) {
      assertThatThrownBy(() -> run(files -> files.put("a", new FailingStream(noise(3, length)))))
          .isInstanceOf(ContentSourceException.class);
      assertThatThrownBy(() -> run(files -> files.put("b", new FailingStream(noise(3, length)))))
          .isInstanceOf(ContentSourceException.class);
    }
    assertThat(bytes("a")).isEqualTo(BYTES);
    assertThat(holds(files -> files.exists("b"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.", "\0"})
  void aPathThatAFileSystemWouldChangeIsRefused(String path) {
    InputStream unread = new FailingStream(BYTES);
    assertThatThrownBy(() -> run(files -> files.put(path, unread)))
        .isInstanceOfSatisfying(
            RecordKeyException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo(path);
            });
    assertThatThrownBy(() -> run(files -> files.get(path))).isInstanceOf(RecordKeyException.class);
    assertThatThrownBy(() -> run(files -> files.move("a", path)))
        .isInstanceOf(RecordKeyException.class);
    assertThatThrownBy(() -> run(files -> files.copy("a", path)))
        .isInstanceOf(RecordKeyException.class);
  }

  @Test
  void aPathOfTheGreatestLengthIsAccepted() {
    String directory = "d".repeat(510);
    put(directory + "/f", BYTES);
    put("f".repeat(512), BYTES);

    assertThat(bytes(directory + "/f")).isEqualTo(BYTES);
    assertThat(this.<List<FileEntry>>call(files -> files.entries(directory).toList()))
        .extracting(FileEntry::name)
        .containsExactly("f");
    assertThat(this.<List<FileEntry>>call(files -> files.entries("f".repeat(512)).toList()))
        .isEmpty();
    assertThatThrownBy(() -> put("f".repeat(513), BYTES)).isInstanceOf(RecordKeyException.class);
  }

  @Test
  void anotherRecordIsNoFile() {
    coffer.store(collection, "text", "a text");

    assertThatThrownBy(() -> file("text")).isInstanceOf(RecordTypeException.class);
  }

  @Test
  void aHostsTransactionDecidesOverAFile() {
    for (boolean commit : new boolean[] {false, true}) {
      inHost(
          commit,
          stores -> {
            FileRepository files = stores.files(collection);
            files.put("a", stream(noise(4, 2 << 20)));
            assertThat(read(files.open("a"))).isEqualTo(noise(4, 2 << 20));
            assertThat(coffer.files(collection).exists("a"))
                .as("the stores of Coffer itself join JTA transactions, and no others")
                .isEqualTo(isJta());
            return true;
          });
      assertThat(coffer.files(collection).exists("a")).isEqualTo(commit);
      assertThat(coffer.contents().exists(coffer.contents().hash(noise(4, 2 << 20))))
          .isEqualTo(commit);
    }
  }

  @Test
  void severalFilesAreWrittenInOneTransaction() {
    assertThatThrownBy(
            () ->
                coffer.runInTransaction(
                    stores -> {
                      FileRepository files = stores.files(collection);
                      files.put("a", stream(BYTES));
                      files.put("b", stream(OTHER), FileOptions.defaults().ifVersion(9));
                    }))
        .isInstanceOf(RecordConflictException.class);
    assertThat(coffer.files(collection).list("")).isEmpty();

    coffer.runInTransaction(
        stores -> {
          stores.files(collection).put("a", stream(BYTES));
          stores.files(collection).put("b", stream(OTHER));
        });
    assertThat(coffer.files(collection).list("")).hasSize(2);
  }

  /** A stream that fails at its end. */
  private static final class FailingStream extends InputStream {
    private final InputStream bytes;

    FailingStream(byte[] bytes) {
      this.bytes = stream(bytes);
    }

    @Override
    public int read() throws IOException {
      return checked(bytes.read());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return checked(bytes.read(into, offset, length));
    }

    private static int checked(int result) throws IOException {
      if (result < 0) {
        throw new IOException("The network failed.");
      }
      return result;
    }
  }
}
