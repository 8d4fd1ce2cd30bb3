package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentSourceException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.content.part.Chunker;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Streams that violate the contract of {@link InputStream} are stored completely, or refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class StoredStreamsTest {

  /** One frame; one frame and a byte; parts that end in the middle and at the end of a buffer. */
  private static final List<Integer> SIZES =
      List.of(1000, Chunker.GREATEST, Chunker.GREATEST + 1, 1_000_000, 2 * Chunker.GREATEST);

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 7_000_000;

  @BeforeAll
  void open() {
    fixture = new ContentFixture(TestDatabase.h2());
    store = fixture.store();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  /** A stream of some bytes. A subclass defines the result of a read. */
  private abstract static class Scripted extends InputStream {
    private final byte[] bytes;
    private int next;
    private int zeros;

    Scripted(byte[] bytes) {
      this.bytes = bytes;
    }

    int position() {
      return next;
    }

    /** Returns zero, like a stream over a channel without available bytes. */
    @Override
    public int read() {
      return -1;
    }

    /** Returns zero. After many such reads it fails, so that an endless loop fails the test. */
    int nothing() {
      assertThat(zeros++).as("reads that returned zero").isLessThan(100_000);
      return 0;
    }

    int give(byte[] into, int offset, int length) {
      if (next == bytes.length) {
        return -1;
      }
      int count = Math.min(length, bytes.length - next);
      System.arraycopy(bytes, next, into, offset, count);
      next += count;
      return count;
    }
  }

  private byte[] fresh(int size) {
    return ContentFixture.noise(seed++, size);
  }

  private static byte[] read(InputStream opened) throws IOException {
    try (InputStream stream = opened) {
      return stream.readAllBytes();
    }
  }

  private void assertRefused(Function<byte[], InputStream> broken, String how) {
    long retained = fixture.count("select count(*) from coffer_retained");
    for (int size : SIZES) {
      byte[] bytes = fresh(size);

      assertThatThrownBy(() -> store.store(broken.apply(bytes)))
          .as("%d bytes", size)
          .isInstanceOf(ContentSourceException.class)
          .hasMessageContaining(how)
          .hasMessageContaining("nothing of it was kept");

      assertThat(store.exists(ContentHasher.hash(HashAlgorithm.BLAKE3, bytes))).isFalse();
    }
    assertThat(fixture.count("select count(*) from coffer_retained")).isEqualTo(retained);
  }

  @Test
  void aStreamThatSometimesReturnsZeroIsStoredCompletely() throws IOException {
    for (int size : SIZES) {
      byte[] bytes = fresh(size);
      InputStream halting =
          new Scripted(bytes) {
            private int calls;

            @Override
            public int read(byte[] into, int offset, int length) {
              return calls++ % 4 < 3 ? nothing() : give(into, offset, Math.min(length, 100_000));
            }
          };

      StoredContent content = store.store(halting);

      assertThat(content.size()).isEqualTo(size);
      assertThat(read(store.open(content.hash()))).isEqualTo(bytes);
    }
  }

  @Test
  void aStreamThatAlwaysReturnsZeroIsRefused() {
    for (int stuckAt : new int[] {0, 999}) {
      assertRefused(
          bytes ->
              new Scripted(bytes) {
                @Override
                public int read(byte[] into, int offset, int length) {
                  return position() >= stuckAt
                      ? nothing()
                      : give(into, offset, Math.min(length, stuckAt - position()));
                }
              },
          "returned 0 from 100 reads in a row");
    }
  }

  @Test
  void aStreamThatReturnsZeroInsteadOfItsEndIsRefused() {
    assertRefused(
        bytes ->
            new Scripted(bytes) {
              @Override
              public int read(byte[] into, int offset, int length) {
                int given = give(into, offset, length);
                return given < 0 ? nothing() : given;
              }
            },
        "returned 0 from 100 reads in a row");
  }

  @Test
  void aStreamThatReturnsMoreThanRequestedIsRefused() {
    assertRefused(
        bytes ->
            new Scripted(bytes) {
              @Override
              public int read(byte[] into, int offset, int length) {
                int given = give(into, offset, length);
                return given < 0 ? given : length + 1;
              }
            },
        "bytes, but at most");
  }

  @Test
  void aStreamThatReturnsAnImpossibleNumberIsRefused() {
    assertRefused(
        bytes ->
            new Scripted(bytes) {
              @Override
              public int read(byte[] into, int offset, int length) {
                int given = give(into, offset, length);
                return given < 0 ? -2 : given;
              }
            },
        "returned -2");
  }

  @Test
  void nothingIsReadAfterTheEnd() throws IOException {
    for (int size : SIZES) {
      byte[] bytes = fresh(size);
      InputStream once =
          new Scripted(bytes) {
            private boolean ended;

            @Override
            public int read(byte[] into, int offset, int length) {
              if (ended) {
                throw new IllegalStateException("read after the end");
              }
              int given = give(into, offset, length);
              ended = given < 0;
              return given;
            }
          };

      StoredContent content = store.store(once);

      assertThat(Arrays.equals(read(store.open(content.hash())), bytes)).isTrue();
    }
  }
}
