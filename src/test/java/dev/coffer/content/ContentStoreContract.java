package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.ContentSourceException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.entity.ContentIds;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the content store, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ContentStoreContract {

  private static final int LARGE = 3 << 20;

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 1;

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

  /** Bytes that no other test stores. */
  private byte[] fresh(int length) {
    return ContentFixture.noise(seed++, length);
  }

  private static byte[] read(InputStream opened) {
    try (InputStream stream = opened) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long parts(StoredContent content) {
    return fixture.count("select count(*) from coffer_part where content_id = " + content.id());
  }

  @Test
  void contentsOfEverySizeAreReadBack() {
    int frame = Chunker.GREATEST;
    for (int size : new int[] {0, 1, 1000, 100_000, frame - 1, frame, frame + 1, LARGE}) {
      byte[] bytes = fresh(size);

      StoredContent content = store.store(new ByteArrayInputStream(bytes));

      assertThat(content.hash()).isEqualTo(ContentHasher.hash(HashAlgorithm.BLAKE3, bytes));
      assertThat(content.size()).isEqualTo(size);
      assertThat(parts(content) > 1).isEqualTo(size > frame);
      assertThat(read(store.open(content.hash()))).isEqualTo(bytes);
      assertThat(read(store.open(content))).isEqualTo(bytes);
      store.verify(content.hash());
    }
  }

  @Test
  void bytesStreamsAndFilesAreTheSameContent(@TempDir Path directory) throws IOException {
    for (int size : new int[] {5000, LARGE}) {
      byte[] bytes = fresh(size);
      Path file = Files.write(directory.resolve("file"), bytes);

      StoredContent first = store.store(bytes);

      assertThat(store.store(file).id()).isEqualTo(first.id());
      assertThat(store.store(new ByteArrayInputStream(bytes)).id()).isEqualTo(first.id());
      assertThat(store.stage(file).id()).isEqualTo(first.id());
      assertThat(store.stage(bytes).id()).isEqualTo(first.id());
      assertThat(store.stage(new ByteArrayInputStream(bytes)).id()).isEqualTo(first.id());
    }
  }

  @Test
  void contentsWhoseIdsAreTakenGetOtherIds() {
    byte[] first = fresh(100);
    byte[] second = fresh(200);
    long template = store.store(fresh(10)).id();
    long taken = ContentIds.OF_PROCESS.take() + 1;
    fixture.update(
        "insert into coffer_content (id, domain, algorithm, digest, size, created_at) select "
            + taken
            + ", 'other', algorithm, digest, size, created_at from coffer_content where id = ?",
        template);

    List<ContentHash> hashes =
        fixture.inHost(stores -> List.of(stores.store(first).hash(), stores.store(second).hash()));

    assertThat(read(store.open(hashes.get(0)))).isEqualTo(first);
    assertThat(read(store.open(hashes.get(1)))).isEqualTo(second);
    fixture.update("delete from coffer_content where id = ?", taken);
  }

  @Test
  void findReadsNoBytes() {
    StoredContent content = store.store(fresh(3000));

    StoredContent found = store.find(content.hash()).orElseThrow();

    assertThat(found.id()).isEqualTo(content.id());
    assertThat(found.size()).isEqualTo(3000);
    assertThat(found.createdAt()).isEqualTo(content.createdAt());
    assertThat(store.exists(content.hash())).isTrue();
    assertThat(store.find(ContentFixture.absent())).isEmpty();
    assertThat(store.exists(ContentFixture.absent())).isFalse();
  }

  @Test
  void aDuplicateIsNeitherSentNorCompressed(@TempDir Path directory) throws IOException {
    for (int size : new int[] {5000, LARGE}) {
      byte[] bytes = fresh(size);
      Path file = Files.write(directory.resolve("file"), bytes);
      store.store(bytes);

      for (Runnable duplicate :
          List.<Runnable>of(() -> store.store(bytes), () -> store.store(file))) {
        var compressed = fixture.statistics().compression();
        long deduplicated = fixture.statistics().contentsDeduplicated();
        fixture.statements().clear();
        duplicate.run();

        assertThat(fixture.statistics().compression()).isEqualTo(compressed);
        assertThat(fixture.statistics().contentsDeduplicated()).isEqualTo(deduplicated + 1);
        assertThat(fixture.statements().count("into coffer_content")).isZero();
        assertThat(fixture.statements().count("into coffer_frame")).isZero();
        assertThat(fixture.statements().count("into coffer_part")).isZero();
      }
    }
  }

  @Test
  void aLargeDuplicateStreamIsNotCompressed() {
    byte[] bytes = fresh(LARGE);
    store.store(bytes);
    var compressed = fixture.statistics().compression();
    fixture.statements().clear();

    store.store(new ByteArrayInputStream(bytes));

    assertThat(fixture.statistics().compression()).isEqualTo(compressed);
    assertThat(fixture.statements().count("into coffer_frame")).isZero();
  }

  @Test
  void anEditedFileSharesItsUnchangedParts() {
    byte[] before = fresh(LARGE);
    byte[] after = new byte[LARGE + 3];
    System.arraycopy(before, 0, after, 0, 1_500_000);
    System.arraycopy(before, 1_500_000, after, 1_500_003, LARGE - 1_500_000);
    StoredContent first = store.store(before);
    long contents = fixture.count("select count(*) from coffer_content");

    StoredContent second = store.store(after);

    assertThat(read(store.open(second))).isEqualTo(after);
    // The content itself, and the one or two parts around the changed position.
    assertThat(fixture.count("select count(*) from coffer_content") - contents).isBetween(2L, 4L);
    assertThat(parts(first)).isGreaterThan(4);
  }

  @Test
  void aRangeReadsOnlyThePartsThatItTouches() {
    byte[] bytes = fresh(LARGE);
    ContentHash hash = store.store(bytes).hash();

    for (int offset : new int[] {0, 1, 700_000, 1 << 20, 2_500_000, LARGE - 10, LARGE}) {
      for (int length : new int[] {0, 1, 10, 300_000, LARGE * 2}) {
        int end = Math.min(LARGE, offset + length);
        assertThat(read(store.open(hash, offset, length)))
            .isEqualTo(Arrays.copyOfRange(bytes, offset, end));
      }
    }
    long before = fixture.statistics().bytesRead();
    read(store.open(hash, 2_000_000, 10));
    assertThat(fixture.statistics().bytesRead() - before).isLessThanOrEqualTo(Chunker.GREATEST);
  }

  @Test
  void aRangeOutsideOfTheContentIsRefused() {
    ContentHash hash = store.store(fresh(100)).hash();
    ContentHash large = store.store(fresh(LARGE)).hash();

    assertThat(read(store.open(hash, 90, 100))).hasSize(10);
    assertThat(read(store.open(hash, 100, 1))).isEmpty();
    assertThatThrownBy(() -> store.open(hash, 101, 1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining(hash.toString());
    assertThatThrownBy(() -> store.open(large, LARGE + 1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store.open(hash, -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store.open(hash, 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anOpenStreamHoldsNoConnection() throws IOException {
    ContentHash hash = store.store(fresh(LARGE)).hash();

    try (InputStream stream = store.open(hash)) {
      assertThat(stream.read()).isNotNegative();
      assertThat(fixture.statements().openConnections()).isZero();
    }
  }

  @Test
  void closedStreamsRefuseEveryCall() throws IOException {
    for (int size : new int[] {0, 1000, LARGE}) {
      InputStream stream = store.open(store.store(fresh(size)).hash());
      assertThat(stream.available()).isEqualTo(size);
      stream.close();
      stream.close();

      assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> stream.read(new byte[1])).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> stream.skip(1)).isInstanceOf(IOException.class);
      assertThatThrownBy(stream::available).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> stream.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void skippedPartsAreNotRead() throws IOException {
    int size = 3 * LARGE;
    byte[] bytes = fresh(size);
    ContentHash hash = store.store(bytes).hash();
    fixture.statements().clear();

    try (InputStream stream = store.open(hash)) {
      stream.skipNBytes(size / 2);
      stream.skipNBytes(size / 2 - 10);
      assertThat(stream.available()).isEqualTo(10);
      assertThat(stream.readNBytes(5)).isEqualTo(Arrays.copyOfRange(bytes, size - 10, size - 5));
      assertThat(stream.skip(100)).isEqualTo(5);
      assertThat(stream.skip(1)).isZero();
      assertThat(stream.read()).isNegative();
      assertThatThrownBy(() -> stream.skipNBytes(1)).isInstanceOf(EOFException.class);
    }

    assertThat(fixture.statements().count("p.part_offset, f.frame")).isEqualTo(1);
  }

  @Test
  void readsContinueAfterASkipOfAnyLength() throws IOException {
    byte[] bytes = fresh(LARGE);
    ContentHash hash = store.store(bytes).hash();
    for (int skipped : new int[] {-1, 0, 1, 5000, 1 << 19, 1 << 20, LARGE - 1, LARGE}) {
      try (InputStream stream = store.open(hash, 7, LARGE)) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        read.write(stream.readNBytes(10));
        int from = 17 + (int) stream.skip(skipped);
        assertThat(from).isEqualTo(Math.min(LARGE, 17 + Math.max(0, skipped)));
        assertThat(stream.transferTo(read)).isEqualTo(LARGE - from);
        assertThat(read.toByteArray())
            .startsWith(Arrays.copyOfRange(bytes, 7, 17))
            .endsWith(Arrays.copyOfRange(bytes, from, LARGE))
            .hasSize(10 + LARGE - from);
      }
    }
  }

  @Test
  void anAbsentContentIsNotFound() {
    ContentHash absent = ContentFixture.absent();

    for (Runnable operation :
        List.<Runnable>of(
            () -> store.open(absent),
            () -> store.open(absent, 0, 1),
            () -> store.verify(absent),
            () -> store.open(StoredContent.ofRow(987_654_321L, "", absent, 1, Instant.EPOCH)))) {
      assertThatThrownBy(operation::run)
          .isInstanceOfSatisfying(
              ContentNotFoundException.class, e -> assertThat(e.hash()).isEqualTo(absent));
    }
    assertThat(store.release(absent)).isFalse();
    assertThat(store.references(absent)).isZero();
  }

  @Test
  void aContentIsKeptUntilItIsReleased() {
    byte[] bytes = fresh(2000);
    ContentHash hash = store.stage(bytes).hash();
    assertThat(store.references(hash)).isZero();

    store.store(bytes);
    store.store(bytes);

    assertThat(store.references(hash)).isEqualTo(1);
    assertThat(store.release(hash)).isTrue();
    assertThat(store.release(hash)).isFalse();
    assertThat(store.references(hash)).isZero();
    assertThat(store.exists(hash)).isTrue();
  }

  @Test
  void referencesOfPartsAreCounted() {
    byte[] bytes = fresh(LARGE);
    ContentHash first =
        ContentHasher.hash(
            HashAlgorithm.BLAKE3, Arrays.copyOf(bytes, Chunker.cut(bytes, 0, bytes.length)));
    store.store(bytes);

    assertThat(store.references(first)).isEqualTo(1);
  }

  @Test
  void aStreamThatFailsLeavesNothing() {
    for (int size : new int[] {1000, LARGE}) {
      byte[] bytes = fresh(size);
      long retained = fixture.count("select count(*) from coffer_retained");
      long lists = fixture.count("select count(*) from coffer_part");

      assertThatThrownBy(() -> store.store(failingAfter(bytes)))
          .isInstanceOf(ContentSourceException.class)
          .hasMessageContaining("the disk is gone");

      assertThat(store.exists(ContentHasher.hash(HashAlgorithm.BLAKE3, bytes))).isFalse();
      assertThat(fixture.count("select count(*) from coffer_retained")).isEqualTo(retained);
      assertThat(fixture.count("select count(*) from coffer_part")).isEqualTo(lists);
      byte[] whole = Arrays.copyOf(bytes, size + 1);
      assertThat(read(store.open(store.store(whole)))).isEqualTo(whole);
    }
  }

  private static InputStream failingAfter(byte[] bytes) {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(bytes), failing);
  }

  @Test
  void aFileThatCannotBeReadIsNamed(@TempDir Path directory) {
    Path missing = directory.resolve("missing.pdf");

    assertThatThrownBy(() -> store.store(missing))
        .isInstanceOf(ContentSourceException.class)
        .hasMessageContaining("missing.pdf");
    assertThatThrownBy(() -> store.store(directory))
        .isInstanceOf(ContentSourceException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void theStoreDoesNotCloseTheStream() {
    boolean[] closed = new boolean[1];
    InputStream stream =
        new ByteArrayInputStream(fresh(10)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    store.stage(stream);

    assertThat(closed[0]).isFalse();
  }

  @Test
  void aHostsTransactionCommitsOrRollsBackEverything() {
    for (int size : new int[] {1000, LARGE}) {
      byte[] bytes = fresh(size);
      long contents = fixture.count("select count(*) from coffer_content");

      StoredContent lost =
          fixture.inHost(
              Connection.TRANSACTION_READ_COMMITTED,
              false,
              host -> {
                StoredContent content = host.store(new ByteArrayInputStream(bytes));
                assertThat(read(host.open(content))).isEqualTo(bytes);
                host.verify(content.hash());
                return content;
              });

      assertThat(store.exists(lost.hash())).isFalse();
      assertThat(fixture.count("select count(*) from coffer_content")).isEqualTo(contents);
      StoredContent kept = fixture.inHost(host -> host.store(new ByteArrayInputStream(bytes)));
      assertThat(read(store.open(kept.hash()))).isEqualTo(bytes);
      assertThat(store.references(kept.hash())).isEqualTo(1);
    }
  }

  @Test
  void aHostWithoutATransactionCanOnlyRead() {
    byte[] bytes = fresh(100);
    assertThat(store.store(bytes).size()).isEqualTo(100);

    fixture.withoutTransaction(
        host -> {
          assertThat(host.exists(ContentHasher.hash(HashAlgorithm.BLAKE3, bytes))).isTrue();
          assertThatThrownBy(() -> host.store(bytes))
              .isInstanceOf(TransactionRequiredException.class);
        });
  }

  @Test
  void domainsAndAlgorithmsAreIsolated() {
    byte[] bytes = fresh(LARGE);
    StoredContent mine = store.store(bytes);
    StatisticsRecorder none = new StatisticsRecorder();
    ContentStore tenant =
        new ContentEngine(new ContentSettings("tenant-7", HashAlgorithm.BLAKE3), none)
            .over(fixture.own());
    ContentStore sha =
        new ContentEngine(new ContentSettings("", HashAlgorithm.SHA256), none).over(fixture.own());

    assertThat(tenant.exists(mine.hash())).isFalse();
    StoredContent theirs = tenant.store(bytes);
    StoredContent other = sha.store(bytes);

    assertThat(List.of(mine.id(), theirs.id(), other.id())).doesNotHaveDuplicates();
    assertThat(theirs.domain()).isEqualTo("tenant-7");
    assertThat(other.hash().algorithm()).isEqualTo(HashAlgorithm.SHA256);
    assertThat(read(tenant.open(theirs.hash()))).isEqualTo(bytes);
    assertThat(read(store.open(other.hash()))).isEqualTo(bytes);
    store.verify(other.hash());
  }

  @Test
  void theEngineWritesAndReadsBatches() {
    byte[] small = fresh(2000);
    byte[] known = fresh(3000);
    byte[] large = fresh(LARGE);
    store.store(known);
    ContentEngine engine = fixture.engine();
    List<PreparedContent> prepared =
        List.of(
            engine.prepare(small, null),
            engine.prepare(large, null),
            engine.prepare(known, null),
            engine.prepare(small, null));

    List<Long> ids =
        fixture
            .own()
            .write(unit -> engine.write(unit, prepared).stream().map(StoredContent::id).toList());

    assertThat(ids.get(3)).isEqualTo(ids.get(0));
    Map<Long, byte[]> bytes = fixture.own().read(unit -> engine.readAll(unit, ids));
    assertThat(bytes).hasSize(3);
    assertThat(bytes.get(ids.get(0))).isEqualTo(small);
    assertThat(bytes.get(ids.get(1))).isEqualTo(large);
    assertThat(bytes.get(ids.get(2))).isEqualTo(known);
    byte[] one = fixture.own().read(unit -> engine.read(unit, ids.get(0)));
    assertThat(one).isEqualTo(small);
    Map<Long, byte[]> none =
        fixture.own().read(unit -> engine.readAll(unit, List.of(987_654_321L)));
    assertThat(none).isEmpty();
  }

  @Test
  void manySmallContentsTakeFewStatements() {
    ContentEngine engine = fixture.engine();
    List<PreparedContent> prepared =
        IntStream.range(0, 500).mapToObj(i -> engine.prepare(fresh(200 + i), null)).toList();
    fixture.statements().clear();

    fixture.own().write(unit -> engine.write(unit, prepared).size());

    assertThat(fixture.statements().count("coffer_")).isLessThan(40);
    long contents = fixture.count("select count(*) from coffer_content");
    fixture.own().write(unit -> engine.write(unit, prepared).size());
    assertThat(fixture.count("select count(*) from coffer_content")).isEqualTo(contents);
  }
}
