package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.coffer.Coffer;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.StreamUtils;

/** A file as a resource of Spring, on every database. */
abstract class StoredFileResourceContract {

  private static final String PATH = "2026/17.pdf";

  private TestDatabase database;
  private SessionFactory sessions;
  private Coffer coffer;
  private FileRepository files;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    sessions = SessionFactories.over(database);
    coffer = Coffer.over(sessions).build();
    files = coffer.files("invoices");
  }

  @AfterEach
  void close() {
    coffer.close();
    sessions.close();
    database.close();
  }

  @Test
  void itHasTheLengthTheNameAndTheTimeOfTheFile() {
    StoredFile file = put(noise(1, 1000));
    StoredFileResource resource = new StoredFileResource(files, file);

    assertThat(resource.file()).isEqualTo(file);
    assertThat(resource.contentLength()).isEqualTo(1000);
    assertThat(resource.getFilename()).isEqualTo("17.pdf");
    assertThat(resource.lastModified()).isEqualTo(file.updatedAt().toEpochMilli());
    assertThat(resource.getDescription()).contains(PATH, "invoices");
  }

  @Test
  void itReturnsTheBytesEachTime() throws IOException {
    byte[] bytes = noise(1, 3_000_000);
    StoredFileResource resource = new StoredFileResource(files, put(bytes));

    assertThat(resource.getContentAsByteArray()).isEqualTo(bytes);
    assertThat(resource.getContentAsByteArray()).isEqualTo(bytes);
  }

  @Test
  void anEmptyFileHasNoBytes() throws IOException {
    StoredFileResource resource = new StoredFileResource(files, put(new byte[0]));

    assertThat(resource.contentLength()).isZero();
    assertThat(resource.getContentAsByteArray()).isEmpty();
  }

  /** Spring MVC copies the range of a response by this method. */
  @ParameterizedTest
  @CsvSource({
    "1000, 0, 0", "1000, 10, 19", "1000, 999, 999",
    "5000000, 0, 99", "5000000, 2000000, 3000000", "5000000, 4999999, 4999999"
  })
  void springCopiesRanges(int size, int first, int last) throws IOException {
    byte[] bytes = noise(2, size);
    StoredFileResource resource = new StoredFileResource(files, put(bytes));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (InputStream in = resource.getInputStream()) {
      assertThat(StreamUtils.copyRange(in, out, first, last)).isEqualTo(last - first + 1);
    }

    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
  }

  @Test
  void skippedPartsAreNotRead() throws IOException {
    byte[] bytes = noise(3, 20_000_000);
    StoredFileResource resource = new StoredFileResource(files, put(bytes));
    long before = coffer.statistics().bytesRead();

    try (InputStream in = resource.getInputStream()) {
      StreamUtils.copyRange(in, new ByteArrayOutputStream(), 19_000_000, 19_000_099);
    }

    assertThat(coffer.statistics().bytesRead() - before).isBetween(100L, 5_000_000L);
  }

  @Test
  void itKeepsTheBytesOfAReplacedFile() throws IOException {
    byte[] older = noise(4, 1000);
    StoredFileResource resource = new StoredFileResource(files, put(older));
    StoredFile newer = put(noise(5, 2000));

    assertThat(resource.contentLength()).isEqualTo(1000);
    assertThat(resource.getContentAsByteArray()).isEqualTo(older);
    assertThat(resource).isNotEqualTo(new StoredFileResource(files, newer));
  }

  @Test
  void itExistsUntilTheFileIsDeleted() {
    StoredFileResource resource = new StoredFileResource(files, put(noise(6, 10)));
    assertThat(resource.exists()).isTrue();

    files.delete(PATH);

    assertThat(resource.exists()).isFalse();
  }

  @Test
  @SuppressWarnings("NullAway") // the test passes null
  void nullIsRefused() {
    StoredFile file = put(noise(7, 10));
    assertThatNullPointerException()
        .isThrownBy(() -> new StoredFileResource(null, file))
        .withMessageContaining("files");
    assertThatNullPointerException()
        .isThrownBy(() -> new StoredFileResource(files, null))
        .withMessageContaining("file");
  }

  private StoredFile put(byte[] bytes) {
    files.put(PATH, new ByteArrayInputStream(bytes));
    return files.get(PATH).orElseThrow();
  }

  private static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
