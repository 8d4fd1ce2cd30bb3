package dev.coffer.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ShardedCoffer;
import dev.coffer.api.RecordConflictException;
import dev.coffer.api.SeveralShardsException;
import dev.coffer.api.StoredFileNotFoundException;
import dev.coffer.file.FileEntry;
import dev.coffer.file.FileOptions;
import dev.coffer.file.FilePut;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import dev.coffer.record.Expiry;
import dev.coffer.record.PutOutcome;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
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
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named files over shards, on every database. Files of one top directory are in one shard. */
abstract class ShardFilesContract {

  private static final String COLLECTION = "files";

  private final ShardDatabases databases = new ShardDatabases(this::newDatabase);
  private ShardedCoffer cluster;
  private FileRepository files;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    cluster = databases.open(databases.builder("a", "b", "c").key(ShardKey.prefix("/")));
    files = cluster.files(COLLECTION);
  }

  @AfterEach
  void close() {
    databases.close();
  }

  private FilePut put(String path, byte[] bytes, FileOptions options) {
    return files.put(path, new ByteArrayInputStream(bytes), options);
  }

  private byte[] bytes(String path) throws IOException {
    try (InputStream stream = files.open(path)) {
      return stream.readAllBytes();
    }
  }

  private String shardOf(String path) {
    return cluster.shardOf(COLLECTION, path);
  }

  /** A path of the same name in another shard. */
  private String elsewhere(String path) {
    return IntStream.range(0, 100)
        .mapToObj(i -> "other" + i + "/moved")
        .filter(each -> !shardOf(each).equals(shardOf(path)))
        .findFirst()
        .orElseThrow();
  }

  private long references(String shard, StoredFile file) {
    return cluster.shard(shard).orElseThrow().contents().references(file.hash());
  }

  private static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Thirty files in as many directories, by their paths. */
  private Map<String, byte[]> some() {
    Map<String, byte[]> some = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      String path = "customer%02d/invoice.pdf".formatted(i);
      some.put(path, noise(i, 1_000 * i));
      put(path, noise(i, 1_000 * i), FileOptions.defaults().withMediaType("application/pdf"));
    }
    return some;
  }

  @Test
  void filesAreInTheShardsOfTheirPathsWithTheirContents() throws IOException {
    Map<String, byte[]> some = some();

    assertThat(files.list("").map(StoredFile::path)).containsExactlyElementsOf(some.keySet());
    assertThat(files.entries("").map(FileEntry::path))
        .hasSize(30)
        .startsWith("customer00", "customer01");
    assertThat(files.entries("customer07").map(FileEntry::name)).containsExactly("invoice.pdf");
    for (String path : some.keySet()) {
      StoredFile file = files.get(path).orElseThrow();
      assertThat(file.mediaType()).isEqualTo("application/pdf");
      assertThat(bytes(path)).isEqualTo(some.get(path));
      assertThat(references(shardOf(path), file)).isOne();
    }
    assertThat(some.keySet().stream().map(this::shardOf).distinct()).hasSize(3);
    assertThat(files.exists("customer99/invoice.pdf")).isFalse();
    assertThatThrownBy(() -> files.open("customer99/invoice.pdf"))
        .isInstanceOf(StoredFileNotFoundException.class);
    assertThat(files.deleteAll("customer1")).isEqualTo(10);
    assertThat(files.delete("customer00/invoice.pdf")).isTrue();
    assertThat(files.list("")).hasSize(19);
  }

  @Test
  void largeFilesAndPartsOfThemAreRead(@TempDir Path directory) throws IOException {
    byte[] large = noise(1, 3 << 20);
    Path source = Files.write(directory.resolve("large"), large);

    FilePut ofStream = put("films/one", large, FileOptions.defaults());
    FilePut ofPath = files.put("series/two", source, FileOptions.defaults());

    assertThat(ofPath.hash()).isEqualTo(ofStream.hash());
    assertThat(bytes("films/one")).isEqualTo(large);
    assertThat(bytes("series/two")).isEqualTo(large);
    StoredFile file = files.get("series/two").orElseThrow();
    try (InputStream part = files.open(file, 1_000_000, 100_000)) {
      assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(large, 1_000_000, 1_100_000));
    }
    try (SeekableByteChannel channel = files.openChannel("films/one")) {
      ByteBuffer five = ByteBuffer.allocate(5);
      channel.position(2_500_000).read(five);
      assertThat(five.array()).isEqualTo(Arrays.copyOfRange(large, 2_500_000, 2_500_005));
    }
  }

  @Test
  void conditionsDetailsAndExpiryAreThoseOfOneFile() throws IOException {
    FileOptions ifAbsent = FileOptions.defaults().ifAbsent();
    long version = put("a/one", "text".getBytes(UTF_8), ifAbsent).version();

    assertThatThrownBy(() -> put("a/one", "other".getBytes(UTF_8), ifAbsent))
        .isInstanceOf(RecordConflictException.class);
    assertThat(put("a/one", "text".getBytes(UTF_8), FileOptions.defaults()).outcome())
        .isEqualTo(PutOutcome.UNCHANGED);
    assertThat(files.update("a/one", details -> details.withAttribute("paid", "yes")))
        .hasValueSatisfying(each -> assertThat(each.attributes()).containsEntry("paid", "yes"));
    assertThat(files.touch("a/one", Expiry.after(Duration.ofDays(1)))).isTrue();
    assertThat(files.get("a/one").orElseThrow().expiresAt()).isNotNull();
    assertThat(files.deleteIfVersion("a/one", version)).isFalse();
    assertThat(bytes("a/one")).isEqualTo("text".getBytes(UTF_8));
  }

  @Test
  void aFileMovesWithinItsShardAndIsCopiedToAnother() throws IOException {
    put("a/one", "text".getBytes(UTF_8), FileOptions.defaults());
    String elsewhere = elsewhere("a/one");

    assertThat(files.move("a/one", "a/two")).isTrue();
    assertThatThrownBy(() -> files.move("a/two", elsewhere))
        .isInstanceOfSatisfying(
            SeveralShardsException.class,
            e ->
                assertThat(e.shards())
                    .containsExactlyInAnyOrder(shardOf("a/two"), shardOf(elsewhere)));
    assertThat(files.exists(elsewhere)).isFalse();
    assertThat(files.copy("a/two", elsewhere)).isTrue();
    assertThatThrownBy(() -> files.copy("a/two", elsewhere))
        .isInstanceOf(RecordConflictException.class);
    assertThat(files.delete("a/two")).isTrue();

    StoredFile copy = files.get(elsewhere).orElseThrow();
    assertThat(references(shardOf(elsewhere), copy)).isOne();
    assertThat(bytes(elsewhere)).isEqualTo("text".getBytes(UTF_8));
  }

  @Test
  void filesMoveToANewShardWithTheirContents() throws IOException {
    Map<String, byte[]> some = some();
    cluster = databases.open("a", "b", "c", "d");
    files = cluster.files(COLLECTION);

    assertThat(cluster.change("d", 2, progress -> {}).problems()).isEmpty();
    assertThat(cluster.change("a", 0, progress -> {}).problems()).isEmpty();

    List<String> shards = some.keySet().stream().map(this::shardOf).distinct().toList();
    assertThat(shards).contains("d").doesNotContain("a");
    for (Map.Entry<String, byte[]> each : some.entrySet()) {
      assertThat(bytes(each.getKey())).isEqualTo(each.getValue());
    }
    assertThat(files.list("").map(StoredFile::path)).containsExactlyElementsOf(some.keySet());
    cluster.verify().values().forEach(each -> assertThat(each.isClean()).isTrue());
  }
}
