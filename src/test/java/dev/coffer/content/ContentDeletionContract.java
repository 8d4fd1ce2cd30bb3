package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.entity.StoredContent;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Deletions of contents: at once, and never of a content to which a row refers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class ContentDeletionContract {

  private static final int LARGE = 3 << 20;

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 6_500_000;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void open() {
    fixture = new ContentFixture(newDatabase());
    store = fixture.store();
    fixture.update(
        "create table invoice (id bigint primary key, pdf_id bigint, scan_id bigint,"
            + " foreign key (pdf_id) references coffer_content (id),"
            + " foreign key (scan_id) references coffer_content (id) on delete cascade)");
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

  private static void refuses(ContentStore refusing, ContentHash hash, Map<String, Long> who) {
    assertThat(refusing.referencesByTable(hash)).isEqualTo(who);
    assertThatThrownBy(() -> refusing.delete(hash))
        .isInstanceOfSatisfying(
            ContentInUseException.class,
            refusal -> {
              assertThat(refusal.hash()).isEqualTo(hash);
              assertThat(refusal.references()).isEqualTo(who);
              assertThat(refusal).hasMessageContaining(hash.toString());
              who.forEach(
                  (table, count) ->
                      assertThat(refusal).hasMessageContaining(table + " (" + count + ")"));
            });
  }

  @Test
  void aContentIsGoneAtOnceWithItsPartsAndFrames() {
    for (int size : new int[] {1_000, LARGE}) {
      long contents = fixture.count("select count(*) from coffer_content");
      long frames = fixture.count("select count(*) from coffer_frame");
      long lists = fixture.count("select count(*) from coffer_part");
      byte[] bytes = fresh(size);
      ContentHash hash = store.stage(bytes).hash();

      assertThat(store.delete(hash)).isTrue();

      assertThat(store.exists(hash)).isFalse();
      assertThat(fixture.count("select count(*) from coffer_content")).isEqualTo(contents);
      assertThat(fixture.count("select count(*) from coffer_frame")).isEqualTo(frames);
      assertThat(fixture.count("select count(*) from coffer_part")).isEqualTo(lists);
      assertThat(store.delete(hash)).isFalse();
      assertThat(read(store.open(store.store(bytes)))).isEqualTo(bytes);
    }
  }

  @Test
  void aRetainedContentIsRefusedUntilItIsReleased() {
    for (int size : new int[] {1_000, LARGE}) {
      byte[] bytes = fresh(size);
      ContentHash hash = store.store(bytes).hash();

      refuses(store, hash, Map.of("coffer_retained", 1L));

      store.verify(hash);
      store.release(hash);
      assertThat(store.delete(hash)).isTrue();
    }
  }

  @Test
  void theRowsOfTheHostRefuseADeletion() {
    StoredContent content = store.store(fresh(LARGE));
    fixture.update("insert into invoice values (1, ?, ?)", content.id(), content.id());
    fixture.update("insert into invoice values (2, ?, null)", content.id());

    refuses(store, content.hash(), Map.of("coffer_retained", 1L, "invoice", 3L));
    store.release(content.hash());
    fixture.update("update invoice set pdf_id = null");
    // A key that cascades would take the row of the host along.
    refuses(store, content.hash(), Map.of("invoice", 1L));

    store.verify(content.hash());
    assertThat(fixture.count("select count(*) from invoice")).isEqualTo(2);
    fixture.update("delete from invoice");
    assertThat(store.delete(content.hash())).isTrue();
  }

  @Test
  void aPartIsRefusedAndSharedPartsAreKept() {
    byte[] before = fresh(LARGE);
    byte[] after = before.clone();
    after[LARGE / 2] ^= 1;
    StoredContent first = store.stage(before);
    StoredContent second = store.stage(after);
    long part =
        fixture.count(
            "select part_id from coffer_part where position = 0 and content_id = " + first.id());
    ContentHash shared = fixture.entity(part).hash();
    refuses(store, shared, Map.of("coffer_part", 2L));

    assertThat(store.delete(first.hash())).isTrue();

    assertThat(store.exists(first.hash())).isFalse();
    store.verify(second.hash());
    assertThat(read(store.open(second))).isEqualTo(after);
    assertThat(store.delete(second.hash())).isTrue();
    assertThat(store.exists(shared)).isFalse();
  }

  @Test
  void aPartThatIsKeptByItselfStays() {
    StoredContent content = store.stage(fresh(LARGE));
    long part =
        fixture.count(
            "select part_id from coffer_part where position = 1 and content_id = " + content.id());
    ContentHash hash = fixture.entity(part).hash();
    byte[] bytes = read(store.open(hash));
    store.store(bytes);

    assertThat(store.delete(content.hash())).isTrue();

    assertThat(read(store.open(hash))).isEqualTo(bytes);
  }

  @Test
  void aHostsTransactionCommitsOrRollsBackADeletion() {
    for (int size : new int[] {1_000, LARGE}) {
      byte[] bytes = fresh(size);
      ContentHash hash = store.stage(bytes).hash();

      fixture.inHost(
          Connection.TRANSACTION_READ_COMMITTED,
          false,
          host -> {
            assertThat(host.delete(hash)).isTrue();
            assertThat(host.exists(hash)).isFalse();
            return true;
          });

      assertThat(read(store.open(hash))).isEqualTo(bytes);
      boolean deleted = fixture.inHost(host -> host.delete(hash));
      assertThat(deleted).isTrue();
      assertThat(store.exists(hash)).isFalse();
    }
  }

  @Test
  void aRefusalLeavesAHostsTransactionUsable() {
    byte[] bytes = fresh(1_000);
    ContentHash hash = store.store(bytes).hash();

    fixture.inHost(
        host -> {
          refuses(host, hash, Map.of("coffer_retained", 1L));
          return host.release(hash);
        });

    assertThat(store.references(hash)).isZero();
    store.verify(hash);
  }

  /**
   * A host whose snapshot does not show the reference: the foreign key refuses, and all stays. The
   * foreign keys of H2 do not see it either, so such a transaction deletes nothing there.
   */
  @Test
  void aReferenceNewerThanTheSnapshotIsNotLost() {
    for (int size : new int[] {1_000, LARGE}) {
      byte[] bytes = fresh(size);
      ContentHash hash = store.stage(bytes).hash();
      try {
        fixture.inHost(
            Connection.TRANSACTION_REPEATABLE_READ,
            true,
            host -> {
              assertThat(host.exists(hash)).isTrue();
              store.store(bytes);
              assertThatThrownBy(() -> host.delete(hash))
                  .isInstanceOfAny(
                      ContentInUseException.class,
                      TransientCofferException.class,
                      UnsupportedHostException.class);
              return true;
            });
      } catch (RuntimeException rolledBack) {
        // A transaction that saw a retryable error cannot commit.
        assertThat(rolledBack).isNotNull();
      }
      store.verify(hash);
      assertThat(store.references(hash)).isEqualTo(1);
    }
  }

  /** One thread stores the same bytes while another deletes them. */
  @Test
  void anAcknowledgedStoreIsNeverLost() throws Exception {
    for (int size : new int[] {1_000, LARGE}) {
      byte[] bytes = fresh(size);
      ContentHash hash = store.hash(bytes);
      int rounds = size == LARGE ? 8 : 60;
      CyclicBarrier start = new CyclicBarrier(2);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        Callable<Void> deletes =
            () -> {
              for (int i = 0; i < rounds; i++) {
                start.await();
                for (int j = 0; j < 3; j++) {
                  deleteUnlessUsed(hash);
                }
                start.await();
              }
              return null;
            };
        Callable<Void> stores =
            () -> {
              for (int i = 0; i < rounds; i++) {
                start.await();
                StoredContent content = storedAtLast(bytes, i % 2 == 0);
                assertThat(read(store.open(content.hash()))).isEqualTo(bytes);
                store.verify(hash);
                start.await();
                assertThat(store.references(hash)).isEqualTo(1);
                store.release(hash);
              }
              return null;
            };
        for (Future<?> each : List.of(threads.submit(deletes), threads.submit(stores))) {
          each.get(2, TimeUnit.MINUTES);
        }
      } finally {
        threads.shutdownNow();
      }
      deleteUnlessUsed(hash);
    }
    assertThat(
            fixture.count(
                "select count(*) from coffer_content c where not exists"
                    + " (select 1 from coffer_frame f where f.content_id = c.id)"))
        .isZero();
  }

  private void deleteUnlessUsed(ContentHash hash) {
    try {
      store.delete(hash);
    } catch (ContentInUseException inUse) {
      assertThat(inUse.references()).isNotEmpty();
    }
  }

  /** A large stream cannot be read again by the store: the caller does what the error says. */
  private StoredContent storedAtLast(byte[] bytes, boolean asStream) {
    for (int attempt = 1; ; attempt++) {
      try {
        return asStream ? store.store(new ByteArrayInputStream(bytes)) : store.store(bytes);
      } catch (TransientCofferException e) {
        assertThat(attempt).isLessThan(20);
      }
    }
  }
}
