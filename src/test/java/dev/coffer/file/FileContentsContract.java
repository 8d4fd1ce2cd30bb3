package dev.coffer.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.file.store.RecordFileRepository;
import dev.coffer.maintenance.RecompressionPlan;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files keep their contents. */
abstract class FileContentsContract extends FileFixture {

  private static final AtomicInteger SEEDS = new AtomicInteger(1000);

  @ParameterizedTest
  @ValueSource(ints = {20, 3 << 20})
  void aFileKeepsItsContentUntilItIsDeletedOrReplaced(int size) {
    byte[] bytes = noise(SEEDS.incrementAndGet(), size);
    ContentHash hash = put("a", bytes).hash();
    put("b", bytes);
    run(files -> files.copy("a", "c"));
    run(files -> files.move("b", "d"));

    assertThat(coffer.contents().references(hash)).isEqualTo(3);
    assertThatThrownBy(() -> coffer.contents().delete(hash))
        .isInstanceOf(ContentInUseException.class)
        .hasMessageContaining("coffer_record_reference");

    put("a", "another text".getBytes(UTF_8));
    run(files -> files.delete("c"));
    assertThat(coffer.contents().references(hash)).isOne();
    assertThat(bytes("d")).isEqualTo(bytes);
    run(files -> files.deleteAll(""));

    assertThat(coffer.contents().references(hash)).isZero();
    assertThat(coffer.contents().delete(hash)).isTrue();
    assertThatThrownBy(() -> coffer.contents().open(hash))
        .isInstanceOf(ContentNotFoundException.class);
  }

  @Test
  void aRenamedCollectionKeepsItsContents() {
    byte[] bytes = noise(SEEDS.incrementAndGet(), 20);
    ContentHash hash = put("a", bytes).hash();

    assertThat(coffer.records().renameCollection(collection, collection + " new")).isOne();
    assertThat(holds(files -> files.exists("a"))).isFalse();
    collection = collection + " new";

    assertThat(bytes("a")).isEqualTo(bytes);
    assertThatThrownBy(() -> coffer.contents().delete(hash))
        .isInstanceOf(ContentInUseException.class);
    run(files -> files.delete("a"));
    assertThat(coffer.contents().delete(hash)).isTrue();
  }

  @Test
  void eachDomainHasItsOwnContents() {
    byte[] bytes = noise(SEEDS.incrementAndGet(), 20);
    try (Coffer red = Coffer.over(sessions).domain("red").build();
        Coffer blue = Coffer.over(sessions).domain("blue").build()) {
      FileRepository ofRed = red.files(collection + " red");
      FileRepository ofBlue = blue.files(collection + " blue");
      ContentHash hash = ofRed.put("a", stream(bytes)).hash();
      assertThat(ofBlue.put("a", stream(bytes)).hash()).isEqualTo(hash);
      assertThat(red.contents().references(hash)).isOne();

      assertThat(ofBlue.delete("a")).isTrue();
      assertThat(blue.contents().delete(hash)).isTrue();

      assertThat(read(ofRed.open("a"))).isEqualTo(bytes);
      assertThatThrownBy(() -> red.contents().delete(hash))
          .isInstanceOf(ContentInUseException.class);
      FileRepository seenByBlue = blue.files(collection + " red");
      assertThatThrownBy(() -> seenByBlue.open("a")).isInstanceOf(ContentNotFoundException.class);
      assertThatThrownBy(() -> seenByBlue.copy("a", "b"))
          .isInstanceOf(ContentNotFoundException.class);
    }
  }

  @Test
  void recompressionKeepsTheContents() {
    byte[] bytes = noise(SEEDS.incrementAndGet(), 20);
    FileOptions wordy = FileOptions.defaults();
    for (int i = 0; i < 60; i++) {
      wordy = wordy.withAttribute("attribute " + i, "customer " + i * 7919 % 101 + " of " + i % 7);
    }
    ContentHash hash = put("a", bytes, wordy).hash();
    StoredFile before = file("a");

    RecompressionPlan all = RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO);
    assertThat(coffer.recompress(all.withLeastSaving(1)).replaced()).isPositive();

    assertThat(file("a")).isEqualTo(before);
    assertThat(bytes("a")).isEqualTo(bytes);
    assertThat(coffer.contents().references(hash)).isOne();
    assertThat(coffer.verify().damaged()).isEmpty();
    run(files -> files.delete("a"));
    assertThat(coffer.contents().references(hash)).isZero();
  }

  @Test
  void aFileOfTheOperatingSystemIsReadAgainIfItsContentDisappears(@TempDir Path directory)
      throws IOException {
    assumeFalse(joins(), "a host's transaction has locked the content");
    byte[] bytes = noise(SEEDS.incrementAndGet(), 20);
    Path source = Files.write(directory.resolve("source"), bytes);

    collected(1).put("a", source, FileOptions.defaults());

    assertThat(bytes("a")).isEqualTo(bytes);
  }

  @Test
  void aStreamWhoseContentDisappearsMayBePutAgain() {
    assumeFalse(joins(), "a host's transaction has locked the content");
    byte[] bytes = noise(SEEDS.incrementAndGet(), 20);
    FileRepository files = collected(1);

    assertThatThrownBy(() -> files.put("a", stream(bytes)))
        .isInstanceOf(TransientCofferException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining(collection)
        .hasCauseInstanceOf(ContentNotFoundException.class);
    assertThat(files.exists("a")).isFalse();

    files.put("a", stream(bytes));
    assertThat(bytes("a")).isEqualTo(bytes);
  }

  /** Files whose contents another session deletes this number of times after their upload. */
  private FileRepository collected(int times) {
    AtomicInteger left = new AtomicInteger(times);
    ContentStore contents = coffer.contents();
    ContentStore deleting =
        (ContentStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContentStore.class},
                (proxy, method, arguments) -> {
                  try {
                    Object result = method.invoke(contents, arguments);
                    if (method.getName().equals("stage") && left.getAndDecrement() > 0) {
                      contents.delete(((StoredContent) result).hash());
                    }
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new RecordFileRepository(coffer.records(), deleting, collection);
  }
}
