package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.content.part.Chunker;
import dev.coffer.entity.StoredContent;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Output streams whose bytes become a content when they are committed or staged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ContentOutputContract {

  private static final int LARGE = 5 << 20;

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 5_000_000;

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

  private static byte[] read(InputStream opened) {
    try (InputStream stream = opened) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes bytes in pieces of many sizes, the smallest one by one. */
  private static void push(ContentOutputStream out, byte[] bytes) {
    Random random = new Random(bytes.length);
    try {
      int start = 0;
      while (start < bytes.length) {
        int length = Math.min(bytes.length - start, random.nextInt(300_000));
        if (length < 3_000 && start < bytes.length) {
          out.write(bytes[start++]);
        } else {
          out.write(bytes, start, length);
          start += length;
        }
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredContent committed(ContentStore into, byte[] bytes) {
    try (ContentOutputStream out = into.writer()) {
      push(out, bytes);
      return out.commit();
    }
  }

  private boolean isStored(byte[] bytes) {
    return store.exists(store.hash(bytes));
  }

  @Test
  void everySizeBecomesTheContentThatAStreamBecomes() {
    int frame = Chunker.GREATEST;
    for (int size :
        new int[] {
          0, 1, 10_000, frame, frame + 1, 2 * frame - 1, 2 * frame, 2 * frame + 1, LARGE
        }) {
      byte[] bytes = fresh(size);

      StoredContent content = committed(store, bytes);

      assertThat(content.hash()).isEqualTo(store.hash(bytes));
      assertThat(content.size()).isEqualTo(size);
      assertThat(read(store.open(content))).isEqualTo(bytes);
      assertThat(store.references(content.hash())).isEqualTo(1);
      store.verify(content.hash());
      long contents = fixture.count("select count(*) from coffer_content");
      // The same cuts: a stream of the same bytes adds no part.
      StoredContent streamed = store.store(new ByteArrayInputStream(bytes));
      assertThat(streamed.id()).isEqualTo(content.id());
      assertThat(fixture.count("select count(*) from coffer_content")).isEqualTo(contents);
    }
  }

  @Test
  void aStagedStreamIsNotKept() {
    for (int size : new int[] {2_000, LARGE}) {
      byte[] bytes = fresh(size);
      try (ContentOutputStream out = store.writer()) {
        push(out, bytes);
        StoredContent content = out.stage();

        assertThat(store.references(content.hash())).isZero();
        assertThat(read(store.open(content.hash()))).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aStreamThatIsClosedWithoutACommitLeavesNoContent() {
    for (int size : new int[] {2_000, LARGE}) {
      byte[] bytes = fresh(size);
      try (ContentOutputStream out = store.writer()) {
        push(out, bytes);
      }
      assertThat(isStored(bytes)).isFalse();
    }
  }

  @Test
  void anEndedStreamRefusesEverything() {
    byte[] bytes = fresh(100);
    ContentOutputStream committed = store.writer();
    push(committed, bytes);
    committed.commit();
    ContentOutputStream abandoned = store.writer();
    push(abandoned, bytes);
    abandoned.close();

    for (ContentOutputStream ended : List.of(committed, abandoned)) {
      ended.close();
      assertThatThrownBy(() -> ended.write(1)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ended.write(bytes)).isInstanceOf(IOException.class);
      assertThatThrownBy(ended::commit).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(ended::stage).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aHostsTransactionCommitsOrRollsBackEverything() {
    for (int size : new int[] {2_000, LARGE}) {
      byte[] bytes = fresh(size);
      long contents = fixture.count("select count(*) from coffer_content");

      fixture.inHost(
          Connection.TRANSACTION_READ_COMMITTED,
          false,
          host -> {
            StoredContent content = committed(host, bytes);
            assertThat(read(host.open(content))).isEqualTo(bytes);
            return content.id();
          });

      assertThat(fixture.count("select count(*) from coffer_content")).isEqualTo(contents);
      ContentHash kept = fixture.inHost(host -> committed(host, bytes).hash());
      assertThat(read(store.open(kept))).isEqualTo(bytes);
      assertThat(store.references(kept)).isEqualTo(1);
    }
  }

  @Test
  void aHostWithoutTransactionWritesNothing() {
    byte[] bytes = fresh(LARGE);
    fixture.withoutTransaction(
        host -> {
          ContentOutputStream out = host.writer();
          assertThatThrownBy(() -> push(out, bytes))
              .isInstanceOf(TransactionRequiredException.class);
          // What was to be written is lost, so that no shorter content may come of it.
          assertThatThrownBy(() -> out.write(1))
              .isInstanceOf(IllegalStateException.class)
              .hasCauseInstanceOf(TransactionRequiredException.class);
          assertThatThrownBy(out::commit).isInstanceOf(IllegalStateException.class);
        });
    assertThat(isStored(bytes)).isFalse();
  }

  @Test
  void partsThatAreGoneByTheCommitRefuseIt() {
    byte[] bytes = fresh(LARGE);
    long before = fixture.count("select max(id) from coffer_content");
    try (ContentOutputStream out = store.writer()) {
      push(out, bytes);
      fixture.update("delete from coffer_frame where content_id > ?", before);
      fixture.update("delete from coffer_content where id > ?", before);

      assertThatThrownBy(out::commit).isInstanceOf(TransientCofferException.class);
      assertThatThrownBy(out::commit).isInstanceOf(IllegalStateException.class);
    }
    assertThat(isStored(bytes)).isFalse();
    assertThat(read(store.open(committed(store, bytes)))).isEqualTo(bytes);
  }
}
