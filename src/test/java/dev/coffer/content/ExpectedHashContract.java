package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentSourceException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.HashMismatchException;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hashes without storing, and contents that are stored only under their expected hash. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ExpectedHashContract {

  private static final List<Integer> SIZES = List.of(0, 1000, 3 << 20);

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 4_000_000;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void open() {
    fixture = new ContentFixture(newDatabase());
    store = fixture.store();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private byte[] fresh(int length) {
    return ContentFixture.noise(seed++, length);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static ContentHash blake3(byte[] bytes) {
    return ContentHasher.hash(HashAlgorithm.BLAKE3, bytes);
  }

  @Test
  void hashingStoresNothingAndRunsNoStatement(@TempDir Path directory) throws IOException {
    for (int size : SIZES) {
      byte[] bytes = fresh(size);
      Path file = Files.write(directory.resolve("file"), bytes);
      long contents = fixture.count("select count(*) from coffer_content");
      fixture.statements().clear();

      assertThat(store.hash(bytes)).isEqualTo(blake3(bytes));
      assertThat(store.hash(stream(bytes))).isEqualTo(blake3(bytes));
      assertThat(store.hash(file)).isEqualTo(blake3(bytes));

      assertThat(fixture.statements().count("")).isZero();
      assertThat(fixture.count("select count(*) from coffer_content")).isEqualTo(contents);
      assertThat(store.exists(blake3(bytes))).isFalse();
    }
  }

  @Test
  void theAlgorithmIsThatOfTheStore() {
    byte[] bytes = fresh(100);
    ContentStore sha =
        fixture.engine(new ContentSettings("", HashAlgorithm.SHA256)).over(fixture.own());

    ContentHash hash = sha.hash(stream(bytes));

    assertThat(hash).isEqualTo(ContentHasher.hash(HashAlgorithm.SHA256, bytes));
    assertThat(sha.store(stream(bytes), hash).hash()).isEqualTo(hash);
    assertThatThrownBy(() -> store.store(stream(bytes), hash))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(hash.toString())
        .hasMessageContaining("BLAKE3");
  }

  @Test
  void aSourceThatCannotBeHashedIsRefused(@TempDir Path directory) {
    assertThatThrownBy(() -> store.hash(directory.resolve("missing.pdf")))
        .isInstanceOf(ContentSourceException.class)
        .hasMessageContaining("missing.pdf");
  }

  @Test
  void theExpectedBytesAreStored() {
    for (int size : SIZES) {
      byte[] bytes = fresh(size);
      byte[] staged = fresh(size + 1);

      StoredContent content = store.store(stream(bytes), blake3(bytes));
      store.stage(stream(staged), blake3(staged));

      assertThat(content.hash()).isEqualTo(blake3(bytes));
      assertThat(store.references(blake3(bytes))).isEqualTo(1);
      assertThat(store.references(blake3(staged))).isZero();
      store.verify(blake3(bytes));
      store.verify(blake3(staged));
      assertThat(store.store(stream(bytes), blake3(bytes)).id()).isEqualTo(content.id());
    }
  }

  @Test
  void otherBytesAreRefused() {
    for (int size : List.of(10, 1000, 3 << 20)) {
      byte[] bytes = fresh(size);
      refuses(store, bytes);
      // In a transaction of a host, which commits in spite of the refusal.
      fixture.inHost(
          host -> {
            refuses(host, bytes);
            return true;
          });
      isNotStored(bytes);
    }
  }

  private void refuses(ContentStore refusing, byte[] bytes) {
    ContentHash claimed = ContentFixture.absent();
    for (Runnable write :
        List.<Runnable>of(
            () -> refusing.store(stream(bytes), claimed),
            () -> refusing.stage(stream(bytes), claimed))) {
      assertThatThrownBy(write::run)
          .isInstanceOfSatisfying(
              HashMismatchException.class,
              refusal -> {
                assertThat(refusal.claimed()).isEqualTo(claimed);
                assertThat(refusal.actual()).isEqualTo(blake3(bytes));
                assertThat(refusal).hasMessageContaining(claimed.toString());
                assertThat(refusal).hasMessageContaining(blake3(bytes).toString());
              });
    }
  }

  private void isNotStored(byte[] bytes) {
    assertThat(store.exists(blake3(bytes))).isFalse();
    assertThat(store.exists(ContentFixture.absent())).isFalse();
  }

  @Test
  void aRefusedContentThatWasStoredBeforeIsKept() {
    byte[] bytes = fresh(2000);
    store.store(bytes);

    refuses(store, bytes);

    assertThat(store.references(blake3(bytes))).isEqualTo(1);
    store.verify(blake3(bytes));
  }
}
