package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.DamagedContentException;
import dev.coffer.content.part.Chunker;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Channels that read a content at any position. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ContentChannelContract {

  private static final int LARGE = 6 << 20;
  private static final String PART_QUERY = "p.part_offset, f.frame";

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 5_500_000;

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

  private static void reads(SeekableByteChannel channel, byte[] bytes, int from, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length + 1).limit(length);
    int end = Math.min(bytes.length, from + length);
    channel.position(from);
    assertThat(channel.read(buffer)).isEqualTo(end - from);
    assertThat(channel.position()).isEqualTo(end);
    assertThat(Arrays.copyOf(buffer.array(), end - from))
        .isEqualTo(Arrays.copyOfRange(bytes, from, end));
  }

  @Test
  void readsAtAnyPosition() throws IOException {
    for (int size : new int[] {1, 5_000, Chunker.GREATEST, Chunker.GREATEST + 1, LARGE}) {
      byte[] bytes = fresh(size);
      Random random = new Random(size);
      try (SeekableByteChannel channel = store.openChannel(store.store(bytes).hash())) {
        assertThat(channel.size()).isEqualTo(size);
        assertThat(channel.position()).isZero();
        reads(channel, bytes, 0, size);
        for (int i = 0; i < 60; i++) {
          reads(channel, bytes, random.nextInt(size), 1 + random.nextInt(400_000));
        }
      }
    }
  }

  @Test
  void positionsAtAndBeyondTheEndReadNothing() throws IOException {
    for (int size : new int[] {0, 5_000, LARGE}) {
      try (SeekableByteChannel channel = store.openChannel(store.store(fresh(size)).hash())) {
        ByteBuffer buffer = ByteBuffer.allocate(10);
        assertThat(channel.position(size).read(buffer)).isEqualTo(-1);
        assertThat(channel.position(size + 5L).read(buffer)).isEqualTo(-1);
        assertThat(channel.position()).isEqualTo(size + 5L);
        assertThat(channel.position(0).read(ByteBuffer.allocate(0))).isZero();
        assertThat(buffer.position()).isZero();
        assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void readsInOrderQueryEachPartOnce() throws IOException {
    byte[] bytes = fresh(LARGE);
    long id = store.store(bytes).id();
    long parts = fixture.count("select count(*) from coffer_part where content_id = " + id);
    try (SeekableByteChannel channel = store.openChannel(store.hash(bytes))) {
      fixture.statements().clear();

      for (int from = 0; from < LARGE; from += 10_000) {
        reads(channel, bytes, from, 10_000);
      }

      assertThat(fixture.statements().count("")).isBetween(parts / 2, parts);
      assertThat(fixture.statements().openConnections()).isZero();
    }
  }

  @Test
  void whatIsNotReadIsNotQueried() throws IOException {
    byte[] bytes = fresh(LARGE);
    store.store(bytes);
    try (SeekableByteChannel channel = store.openChannel(store.hash(bytes))) {
      long before = fixture.statistics().bytesRead();
      fixture.statements().clear();

      reads(channel, bytes, LARGE - 100, 100);
      reads(channel, bytes, LARGE - 90, 10);
      reads(channel, bytes, 10, 10);
      reads(channel, bytes, 0, 10);

      assertThat(fixture.statements().count(PART_QUERY)).isEqualTo(2);
      assertThat(fixture.statistics().bytesRead() - before)
          .isLessThanOrEqualTo(2 * Chunker.GREATEST);
    }
  }

  @Test
  void isReadOnlyAndRefusesEverythingOnceClosed() throws IOException {
    for (int size : new int[] {5_000, LARGE}) {
      SeekableByteChannel channel = store.openChannel(store.store(fresh(size)).hash());
      ByteBuffer buffer = ByteBuffer.allocate(10);
      assertThatThrownBy(() -> channel.write(buffer))
          .isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(NonWritableChannelException.class);
      assertThat(channel.isOpen()).isTrue();
      channel.close();
      channel.close();

      assertThat(channel.isOpen()).isFalse();
      assertThatThrownBy(() -> channel.read(buffer)).isInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(channel::position).isInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(() -> channel.position(1)).isInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(() -> channel.write(buffer)).isInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void readsInATransactionOfAHost() {
    byte[] bytes = fresh(LARGE);
    byte[] read =
        fixture.inHost(
            host -> {
              ContentHash hash = host.store(bytes).hash();
              try (SeekableByteChannel channel = host.openChannel(hash)) {
                reads(channel, bytes, LARGE / 2, 1_000_000);
                channel.position(0);
                return Channels.newInputStream(channel).readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(read).isEqualTo(bytes);
  }

  @Test
  void whatIsNotStoredIsNotFound() {
    assertThatThrownBy(() -> store.openChannel(ContentFixture.absent()))
        .isInstanceOfSatisfying(
            ContentNotFoundException.class,
            e -> assertThat(e.hash()).isEqualTo(ContentFixture.absent()));
  }

  @Test
  void damageIsReportedAndReadsElsewhereGoOn() throws IOException {
    byte[] bytes = fresh(LARGE);
    long id = store.store(bytes).id();
    fixture.damage(
        fixture.count("select part_id from coffer_part where position = 3 and content_id = " + id));
    long offset =
        fixture.count(
            "select part_offset from coffer_part where position = 3 and content_id = " + id);
    long next =
        fixture.count(
            "select part_offset from coffer_part where position = 4 and content_id = " + id);
    try (SeekableByteChannel channel = store.openChannel(store.hash(bytes))) {
      channel.position(offset);
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
          .isInstanceOfSatisfying(
              DamagedContentException.class,
              e -> assertThat(e.hash()).isEqualTo(store.hash(bytes)));
      reads(channel, bytes, 10, 100);
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(LARGE)))
          .isInstanceOf(DamagedContentException.class);
      reads(channel, bytes, (int) next, 100);
      reads(channel, bytes, (int) offset - 100, 100);
      reads(channel, bytes, LARGE - 100, 100);
    }
  }
}
