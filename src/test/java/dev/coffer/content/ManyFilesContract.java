package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentSourceException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.content.part.Chunker;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many files in one call, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ManyFilesContract {

  private ContentFixture fixture;
  private ContentStore store;
  private Path directory;
  private long seed = 9_000_000;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void open(@TempDir Path temporary) {
    directory = temporary;
    fixture = new ContentFixture(newDatabase());
    store = fixture.store();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  /** A file of bytes that no other file has. */
  private Path fresh(int length) {
    long number = seed++;
    return write("file-" + number, ContentFixture.noise(number, length));
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> fresh(int count, int length) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(fresh(length));
    }
    return files;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ContentHash hash(Path file) {
    return ContentHasher.hash(HashAlgorithm.BLAKE3, bytes(file));
  }

  private static List<ContentHash> hashes(List<StoredContent> contents) {
    return contents.stream().map(StoredContent::hash).toList();
  }

  private byte[] read(StoredContent content) {
    try (InputStream stream = store.open(content)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void filesOfEverySizeAreStoredInTheirOrderAndKept() {
    int frame = Chunker.GREATEST;
    List<Path> files = new ArrayList<>();
    for (int size : new int[] {1000, 3 << 20, 0, frame, 16 << 10, frame + 1, frame - 1, 1}) {
      files.add(fresh(size));
    }

    List<StoredContent> contents = store.storeAll(files);

    assertThat(hashes(contents)).isEqualTo(files.stream().map(ManyFilesContract::hash).toList());
    for (int i = 0; i < files.size(); i++) {
      assertThat(read(contents.get(i))).isEqualTo(bytes(files.get(i)));
      store.verify(contents.get(i).hash());
      assertThat(store.release(contents.get(i).hash())).isTrue();
    }
  }

  @Test
  void noFilesAreNoContents() {
    fixture.statements().clear();

    assertThat(store.storeAll(List.of())).isEmpty();

    assertThat(fixture.statements().count("")).isZero();
  }

  @Test
  void smallFilesShareStatements() {
    List<Path> files = fresh(300, 500);
    fixture.statements().clear();

    List<StoredContent> contents = store.storeAll(files);

    assertThat(fixture.statements().count("")).isLessThan(60);
    assertThat(hashes(contents)).isEqualTo(files.stream().map(ManyFilesContract::hash).toList());
    for (StoredContent content : contents) {
      assertThat(store.release(content.hash())).isTrue();
    }
  }

  @Test
  void equalFilesAreOneContent() {
    Path first = fresh(2000);
    Path same = write("same-" + seed, bytes(first));
    Path stored = fresh(2000);
    StoredContent before = store.store(stored);

    List<StoredContent> contents = store.storeAll(List.of(first, stored, same, first));

    assertThat(contents.get(1).id()).isEqualTo(before.id());
    long id = contents.get(0).id();
    assertThat(contents.get(2).id()).isEqualTo(id);
    assertThat(contents.get(3).id()).isEqualTo(id);
    assertThat(store.references(hash(first))).isEqualTo(1);
  }

  @Test
  void theFilesBeforeOneThatCannotBeReadAreStored() {
    List<Path> before = fresh(3, 700);
    Path absent = directory.resolve("absent");
    Path after = fresh(700);
    List<Path> files = new ArrayList<>(before);
    files.add(absent);
    files.add(after);

    assertThatThrownBy(() -> store.storeAll(files))
        .isInstanceOf(ContentSourceException.class)
        .hasMessageContaining(absent.toString());

    for (Path file : before) {
      assertThat(store.release(hash(file))).isTrue();
    }
    assertThat(store.exists(hash(after))).isFalse();
  }

  @Test
  void aTransactionOfTheHostIncludesAllFiles() {
    List<Path> files = fresh(5, 900);

    fixture.inHost(
        Connection.TRANSACTION_READ_COMMITTED, false, host -> host.storeAll(files).size());

    assertThat(files).noneMatch(file -> store.exists(hash(file)));

    fixture.inHost(host -> host.storeAll(files).size());

    assertThat(files).allMatch(file -> store.release(hash(file)));
  }

  @Test
  void twoWritersOfTheSameFilesStoreEachOnce() {
    List<Path> files = fresh(200, 300);
    List<Path> reversed = new ArrayList<>(files);
    Collections.reverse(reversed);

    CompletableFuture<List<StoredContent>> other =
        CompletableFuture.supplyAsync(() -> fixture.elsewhere().storeAll(reversed));
    List<Long> ids = store.storeAll(files).stream().map(StoredContent::id).toList();
    List<Long> others = new ArrayList<>(other.join().stream().map(StoredContent::id).toList());
    Collections.reverse(others);

    assertThat(others).isEqualTo(ids);
    for (Path file : files) {
      assertThat(store.references(hash(file))).isEqualTo(1);
    }
  }
}
