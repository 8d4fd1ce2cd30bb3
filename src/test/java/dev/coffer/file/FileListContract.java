package dev.coffer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lists of files and of directories promise on every database, own and joined. */
abstract class FileListContract extends FileFixture {

  private void fill(List<String> paths) {
    run(files -> paths.forEach(path -> files.put(path, stream(new byte[] {1}))));
  }

  private List<String> listed(String prefix) {
    return call(files -> files.list(prefix).map(StoredFile::path).toList());
  }

  /** The entries of a directory; a subdirectory has a slash at its end. */
  private List<String> entries(String directory) {
    return call(
        files ->
            files
                .entries(directory)
                .map(each -> each instanceof Directory ? each.path() + "/" : each.path())
                .toList());
  }

  @Test
  void aPrefixIsText() {
    fill(List.of("2026/b", "2026/a/x", "2026-old/1", "2027/a", "z"));

    assertThat(listed("")).containsExactly("2026-old/1", "2026/a/x", "2026/b", "2027/a", "z");
    assertThat(listed("2026")).containsExactly("2026-old/1", "2026/a/x", "2026/b");
    assertThat(listed("2026/")).containsExactly("2026/a/x", "2026/b");
    assertThat(listed("none")).isEmpty();
    assertThat(this.<Long>call(files -> files.deleteAll("2026/"))).isEqualTo(2);
    assertThat(listed("")).containsExactly("2026-old/1", "2027/a", "z");
    assertThat(this.<Long>call(files -> files.deleteAll(""))).isEqualTo(3);
    assertThat(listed("")).isEmpty();
  }

  @Test
  void aDirectoryHasItsFilesAndItsSubdirectories() {
    fill(
        List.of(
            "a", "a-b", "a/x", "a/y/1", "a/y/2", "a/y-1", "a/z", "a0", "b/c/d/e", "ü/🧾/1", "ü/ÿ"));

    assertThat(entries("")).containsExactly("a", "a-b", "a/", "a0", "b/", "ü/");
    assertThat(entries("a")).containsExactly("a/x", "a/y-1", "a/y/", "a/z");
    assertThat(entries("a/y")).containsExactly("a/y/1", "a/y/2");
    assertThat(entries("b")).containsExactly("b/c/");
    assertThat(entries("ü")).containsExactly("ü/ÿ", "ü/🧾/");
    assertThat(entries("a0")).isEmpty();
    assertThat(entries("none")).isEmpty();
    for (String wrong : List.of("/", "a/", "..", "a//y")) {
      assertThatThrownBy(() -> entries(wrong)).isInstanceOf(RecordKeyException.class);
    }
  }

  @Test
  void entriesOfManyPagesAreComplete() {
    List<String> expected = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (int i = 100; i < 130; i++) {
      String name = "root/" + i;
      if (i % 3 == 0) {
        IntStream.range(0, i == 105 ? 70 : 3).forEach(n -> paths.add(name + "/" + n));
        expected.add(name + "/");
      } else {
        paths.add(name);
        expected.add(name);
      }
    }
    paths.add("roof");
    paths.add("root0");
    fill(paths);

    assertThat(entries("root")).isEqualTo(expected);
    assertThat(entries("")).containsExactly("roof", "root/", "root0");
    assertThat(listed("root/")).hasSize(paths.size() - 2);
  }

  @Test
  void aLargeSubdirectoryIsPassedOver() {
    fill(List.of("a/first", "z"));
    run(
        files ->
            IntStream.range(0, 600).forEach(i -> files.copy("a/first", "a/%03d/x".formatted(i))));
    long before = coffer.statistics().recordsRead();

    assertThat(entries("")).containsExactly("a/", "z");

    assertThat(coffer.statistics().recordsRead() - before).isBetween(2L, 64L);
  }
}
