package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.HolderNameException;
import dev.coffer.entity.StoredContent;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Contents that several holders keep, each until it releases them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class HolderContract {

  private static final Holder INVOICE = Holder.of("invoices/17");
  private static final Holder CASE = Holder.of("cases/4");

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 7_500_000;

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

  private boolean retained(ContentHash hash) {
    return store.info(hash).orElseThrow().retained();
  }

  @Test
  void eachHolderKeepsAContentByItself() {
    for (int size : new int[] {1_000, 3 << 20}) {
      byte[] bytes = fresh(size);
      ContentHash hash = store.store(stream(bytes), INVOICE).hash();
      store.store(stream(bytes), INVOICE);
      store.store(stream(bytes), CASE);
      store.store(bytes);
      assertThat(store.references(hash)).isEqualTo(3);

      assertThat(store.release(hash, INVOICE)).isTrue();
      assertThat(store.release(hash, INVOICE)).isFalse();
      assertThat(store.release(hash)).isTrue();
      assertThat(store.release(hash)).isFalse();

      assertThat(store.references(hash)).isEqualTo(1);
      assertThat(retained(hash)).isTrue();
      assertThatThrownBy(() -> store.delete(hash))
          .isInstanceOfSatisfying(
              ContentInUseException.class,
              e -> assertThat(e.references()).containsOnlyKeys("coffer_holder"));
      assertThat(store.release(hash, CASE)).isTrue();
      assertThat(retained(hash)).isFalse();
      assertThat(store.delete(hash)).isTrue();
    }
  }

  @Test
  void aStoredContentIsRetainedWithoutItsBytes() {
    byte[] bytes = fresh(1_000);
    StoredContent content = store.stage(bytes);
    long written = fixture.statistics().contentsWritten();

    assertThat(store.retain(content.hash()).id()).isEqualTo(content.id());
    assertThat(store.retain(content.hash(), INVOICE)).isEqualTo(content);
    store.retain(content.hash());
    store.retain(content.hash(), INVOICE);

    assertThat(fixture.statistics().contentsWritten()).isEqualTo(written);
    assertThat(store.references(content.hash())).isEqualTo(2);
    assertThat(store.release(content.hash())).isTrue();
    assertThat(store.release(content.hash(), CASE)).isFalse();
    assertThat(store.release(content.hash(), INVOICE)).isTrue();
    assertThat(store.references(content.hash())).isZero();
  }

  @Test
  void whatIsNotStoredCannotBeRetained() {
    ContentHash absent = ContentFixture.absent();
    for (Runnable retention :
        List.<Runnable>of(() -> store.retain(absent), () -> store.retain(absent, INVOICE))) {
      assertThatThrownBy(retention::run)
          .isInstanceOfSatisfying(
              ContentNotFoundException.class, e -> assertThat(e.hash()).isEqualTo(absent));
    }
    assertThat(store.release(absent, INVOICE)).isFalse();
  }

  @Test
  void aHostsTransactionCommitsOrRollsBackARetention() {
    byte[] bytes = fresh(1_000);
    ContentHash hash = store.stage(bytes).hash();
    for (boolean commit : new boolean[] {false, true}) {
      fixture.inHost(
          Connection.TRANSACTION_READ_COMMITTED,
          commit,
          host -> {
            host.retain(hash);
            host.retain(hash, INVOICE);
            host.store(stream(bytes), CASE);
            return host.references(hash);
          });
      assertThat(store.references(hash)).isEqualTo(commit ? 3 : 0);
    }
    fixture.inHost(Connection.TRANSACTION_READ_COMMITTED, false, host -> host.release(hash, CASE));
    assertThat(store.references(hash)).isEqualTo(3);
    boolean released = fixture.inHost(host -> host.release(hash, CASE));
    assertThat(released).isTrue();
    assertThat(store.references(hash)).isEqualTo(2);
  }

  @Test
  void namesAreExact() {
    ContentHash hash = store.stage(fresh(500)).hash();
    List<String> names =
        List.of(
            "a",
            "A",
            "a ",
            " a",
            "\u00e4",
            "a\u0308",
            "\ud83d\ude00",
            "\ud83d\ude01",
            "a/b",
            "x".repeat(Holder.MAX_LENGTH),
            "\ud83d\ude00".repeat(Holder.MAX_LENGTH));
    names.forEach(name -> store.retain(hash, Holder.of(name)));

    assertThat(store.references(hash)).isEqualTo(names.size());
    List<String> paged = new ArrayList<>();
    List<Holder> page = store.holders(hash, null, 3);
    while (!page.isEmpty()) {
      page.forEach(holder -> paged.add(holder.name()));
      page = store.holders(hash, page.get(page.size() - 1), 3);
    }
    assertThat(paged).containsExactlyInAnyOrderElementsOf(names);
    assertThat(store.release(hash, Holder.of("a  "))).isFalse();
    for (String name : names) {
      assertThat(store.release(hash, Holder.of(name))).isTrue();
    }
    assertThat(store.references(hash)).isZero();
  }

  @Test
  void theReferencesOfAContentAreNamed() {
    byte[] bytes = fresh(1_000);
    ContentHash hash = store.stage(bytes).hash();
    assertThat(store.holders(hash, null, 10)).isEmpty();
    assertThat(store.referencesByTable(hash)).isEmpty();
    store.retain(hash, INVOICE);
    store.retain(hash, CASE);
    store.retain(hash);

    assertThat(store.holders(hash, null, 10)).containsExactly(CASE, INVOICE);
    assertThat(store.holders(hash, CASE, 10)).containsExactly(INVOICE);
    assertThat(store.holders(hash, null, 1)).containsExactly(CASE);
    assertThat(store.referencesByTable(hash))
        .containsExactlyInAnyOrderEntriesOf(Map.of("coffer_holder", 2L, "coffer_retained", 1L));
    List<Holder> joined =
        fixture.inHost(
            host -> {
              host.release(hash, CASE);
              return host.holders(hash, null, 10);
            });
    assertThat(joined).containsExactly(INVOICE);
    assertThat(store.holders(ContentFixture.absent(), null, 1)).isEmpty();
    assertThat(store.referencesByTable(ContentFixture.absent())).isEmpty();
    assertThatThrownBy(() -> store.holders(hash, null, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit");
  }

  @Test
  void namesThatNoDatabaseKeepsAreRefused() {
    for (String name :
        List.of("", "x".repeat(Holder.MAX_LENGTH + 1), "a\u0000b", "a\ud83d", "\ude00b")) {
      assertThatThrownBy(() -> Holder.of(name))
          .isInstanceOfSatisfying(
              HolderNameException.class, e -> assertThat(e.name()).isEqualTo(name));
    }
  }
}
