package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.entity.StoredContent;
import dev.coffer.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The state of contents, one by one and in pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ContentListContract {

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 6_000_000;

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

  private static ContentInfo info(ContentStore of, ContentHash hash) {
    return of.info(hash).orElseThrow();
  }

  private static List<ContentInfo> all(ContentStore of, int limit) {
    List<ContentInfo> all = new ArrayList<>();
    List<ContentInfo> page;
    @Nullable ContentHash after = null;
    do {
      page = of.list(after, limit);
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page);
      after = all.isEmpty() ? null : all.get(all.size() - 1).hash();
    } while (page.size() == limit);
    return all;
  }

  @Test
  void aContentIsRetainedUntilItIsReleased() {
    byte[] bytes = fresh(1_000);
    ContentHash hash = store.stage(bytes).hash();
    assertThat(info(store, hash).retained()).isFalse();

    store.store(bytes);

    ContentInfo info = info(store, hash);
    assertThat(info.hash()).isEqualTo(hash);
    assertThat(info.size()).isEqualTo(1_000);
    assertThat(info.retained()).isTrue();
    assertThat(info.part()).isFalse();
    store.release(hash);
    assertThat(info(store, hash).retained()).isFalse();
    assertThat(store.info(ContentFixture.absent())).isEmpty();
  }

  @Test
  void theAgeIsByTheClockOfTheDatabase() {
    StoredContent content = store.store(fresh(100));
    assertThat(info(store, content.hash()).age()).isBetween(Duration.ZERO, Duration.ofMinutes(2));

    LocalDateTime earlier =
        LocalDateTime.ofInstant(content.createdAt(), ZoneOffset.UTC).minusDays(3);
    fixture.update("update coffer_content set created_at = ? where id = ?", earlier, content.id());
    assertThat(info(store, content.hash()).age())
        .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusMinutes(2));

    fixture.update(
        "update coffer_content set created_at = ? where id = ?",
        earlier.plusDays(10),
        content.id());
    assertThat(info(store, content.hash()).age()).isZero();
  }

  @Test
  void pagesOfAnySizeListEachContentOnceInOrder() {
    ContentStore sha =
        fixture.engine(new ContentSettings("list", HashAlgorithm.SHA256)).over(fixture.own());
    ContentStore blake =
        fixture.engine(new ContentSettings("list", HashAlgorithm.BLAKE3)).over(fixture.own());
    assertThat(blake.list(null, 10)).isEmpty();
    TreeSet<ContentHash> hashes = new TreeSet<>();
    for (int i = 0; i < 9; i++) {
      hashes.add(blake.store(fresh(100 + i)).hash());
      hashes.add(sha.stage(fresh(200 + i)).hash());
    }
    store.store(fresh(1_000));

    for (int limit : new int[] {1, 2, 4, 9, 17, 18, 19, 1_000}) {
      assertThat(all(blake, limit)).extracting(ContentInfo::hash).containsExactlyElementsOf(hashes);
    }
    assertThat(all(blake, 7))
        .allSatisfy(
            each -> {
              assertThat(each.retained())
                  .isEqualTo(each.hash().algorithm() == HashAlgorithm.BLAKE3);
              assertThat(each.size()).isBetween(100L, 300L);
            });
    assertThat(blake.list(hashes.last(), 5)).isEmpty();
  }

  @Test
  void aHashThatIsGoneIsStillAPlaceToGoOn() {
    ContentStore other =
        fixture.engine(new ContentSettings("gone", HashAlgorithm.BLAKE3)).over(fixture.own());
    TreeSet<ContentHash> hashes = new TreeSet<>();
    for (int i = 0; i < 4; i++) {
      hashes.add(other.stage(fresh(50 + i)).hash());
    }
    ContentHash absent = ContentFixture.absent();

    assertThat(other.list(absent, 10))
        .extracting(ContentInfo::hash)
        .containsExactlyElementsOf(hashes.tailSet(absent));
  }

  @Test
  void thePartsOfALargeContentAreListedAsParts() {
    ContentStore other =
        fixture.engine(new ContentSettings("parts", HashAlgorithm.BLAKE3)).over(fixture.own());
    StoredContent large = other.store(fresh(2 << 20));
    long parts = fixture.count("select count(*) from coffer_part where content_id = " + large.id());

    List<ContentInfo> all = all(other, 3);

    assertThat(all.stream().filter(ContentInfo::part).count()).isEqualTo(parts);
    assertThat(all.stream().filter(each -> !each.part()))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.hash()).isEqualTo(large.hash());
              assertThat(each.retained()).isTrue();
            });
  }

  @Test
  void aHostSeesItsOwnContents() {
    byte[] bytes = fresh(300);
    boolean retained =
        fixture.inHost(
            host -> {
              host.store(bytes);
              assertThat(all(host, 1_000)).extracting(ContentInfo::hash).contains(host.hash(bytes));
              return info(host, host.hash(bytes)).retained();
            });
    assertThat(retained).isTrue();
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatThrownBy(() -> store.list(null, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }
}
