package dev.coffer.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.stats.CacheTier;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coffer's entities in the second-level cache of a host. */
class SecondLevelCacheTest {
  private static final byte[] BYTES = "cached".getBytes(StandardCharsets.UTF_8);
  private static final RecordId ANN = new RecordId("players", "ann");

  private TestDatabase database;
  private HostApplication host;
  private long id;

  @BeforeEach
  void start() {
    database = TestDatabase.h2().migrate();
    host = HostApplication.on(database, caching("", "create"), Invoice.class);
    id =
        host.call(
            entityManager -> {
              StoredContent content = StoredContent.of(BYTES);
              entityManager.persist(content);
              return content.id();
            });
    host.run(
        entityManager ->
            entityManager
                .createNativeQuery(
                    "insert into coffer_record (collection, record_key, type, version, size,"
                        + " content_id, created_at, updated_at) values ('players', 'ann', 'Player',"
                        + " 1, 6, :content, localtimestamp, localtimestamp)")
                .setParameter("content", id)
                .executeUpdate());
    host.factory().getCache().evictAll();
  }

  @AfterEach
  void stop() {
    host.close();
    database.close();
  }

  @Test
  void aContentThatWasReadIsFoundWithoutSql() {
    host.run(entityManager -> entityManager.find(StoredContent.class, id).hash());
    host.statements();

    host.run(
        entityManager ->
            assertThat(entityManager.find(StoredContent.class, id).size()).isEqualTo(BYTES.length));

    assertThat(host.statements()).isEmpty();
  }

  @Test
  void aRecordThatWasReadIsReadAgain() {
    host.run(entityManager -> assertThat(entityManager.find(StoredRecord.class, ANN)).isNotNull());
    host.statements();

    host.run(entityManager -> assertThat(entityManager.find(StoredRecord.class, ANN)).isNotNull());

    assertThat(host.statements()).isNotEmpty();
  }

  @Test
  void aHostStartsWithACacheThatCreatesNoRegions() {
    try (HostApplication strict =
        HostApplication.on(database, caching("strict", "fail"), Invoice.class)) {
      strict.run(entityManager -> entityManager.find(StoredContent.class, id).hash());
      strict.statements();

      strict.run(entityManager -> entityManager.find(StoredContent.class, id).hash());

      assertThat(strict.statements()).isNotEmpty();
    }
  }

  @Test
  void aHostThatRefersToNoContentGetsNoRegionUntilItUsesCoffer() {
    try (HostApplication alone =
        HostApplication.on(database, caching("alone", "create"), Letter.class)) {
      assertThat(regions(alone, "alone")).isEmpty();

      try (Coffer coffer = Coffer.over(alone.factory()).heapCache(0).build()) {
        assertThat(regions(alone, "alone")).containsExactly("alone.coffer.record");
        coffer.records().store("players", "bob", BYTES);
        for (int read = 0; read < 2; read++) {
          assertThat(coffer.records().retrieve("players", "bob", byte[].class)).contains(BYTES);
        }
        assertThat(coffer.statistics().reads().get(CacheTier.SECOND_LEVEL)).isPositive();
      }
    }
  }

  @Test
  void aCacheThatCreatesNoRegionsIsNotAskedForThem() {
    Map<String, Object> settings = caching("shop", "fail");
    try (HostApplication strict = HostApplication.on(database, settings, Invoice.class)) {
      assertThat(regions(strict, "shop")).isEmpty();
      try (Coffer coffer = Coffer.over(strict.factory()).build()) {
        assertThat(coffer.records().retrieve("players", "bob", byte[].class)).isEmpty();
      }
      assertThat(regions(strict, "shop")).isEmpty();
    }
  }

  /** Refers to contents by a collection. */
  @Entity
  static class Album {
    @Id long id;
    @ManyToMany Set<StoredContent> pictures = new HashSet<>();
  }

  /** Refers to contents by its embeddables. */
  @Entity
  static class Folder {
    @Id long id;
    @Embedded @Nullable Sheet cover;
  }

  /** Refers to contents by a collection of embeddables. */
  @Entity
  static class Binder {
    @Id long id;
    @ElementCollection Set<Sheet> sheets = new HashSet<>();
  }

  /** Refers to contents by the keys of a map. */
  @Entity
  static class Index {
    @Id long id;

    @ElementCollection
    @MapKeyJoinColumn(name = "content_id")
    Map<StoredContent, String> words = new HashMap<>();
  }

  /** An embeddable that refers to a content. */
  @Embeddable
  static class Sheet {
    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable StoredContent scan;
  }

  @ParameterizedTest
  @ValueSource(classes = {Album.class, Folder.class, Binder.class, Index.class})
  void everyWayToReferToAContentCounts(Class<?> entity) {
    String prefix = entity.getSimpleName();
    try (HostApplication other =
        HostApplication.on(database, caching(prefix, "create"), entity, Sheet.class)) {
      assertThat(regions(other, prefix)).contains(prefix + ".coffer.content");
    }
  }

  private static Map<String, Object> caching(String prefix, String missing) {
    return Map.of(
        "hibernate.cache.use_second_level_cache",
        true,
        "hibernate.cache.region.factory_class",
        "jcache",
        "hibernate.cache.region_prefix",
        prefix,
        "hibernate.javax.cache.missing_cache_strategy",
        missing);
  }

  /** The regions with a prefix; the tests share one manager. */
  private static List<String> regions(HostApplication host, String prefix) {
    JCacheRegionFactory regions =
        (JCacheRegionFactory)
            host.factory().unwrap(SessionFactoryImplementor.class).getCache().getRegionFactory();
    return StreamSupport.stream(regions.getCacheManager().getCacheNames().spliterator(), false)
        .filter(name -> name.startsWith(prefix + "."))
        .toList();
  }
}
