package dev.coffer.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host's second-level cache does with our entities. */
class SecondLevelCacheTest {
  private static final byte[] BYTES = "cached".getBytes(StandardCharsets.UTF_8);
  private static final RecordId ANN = new RecordId("players", "ann");

  private TestDatabase database;
  private HostApplication host;
  private long id;

  @BeforeEach
  void start() {
    database = TestDatabase.h2().migrate();
    host =
        HostApplication.on(
            database,
            Map.of(
                "hibernate.cache.use_second_level_cache",
                true,
                "hibernate.cache.region.factory_class",
                "jcache",
                "hibernate.javax.cache.missing_cache_strategy",
                "create"));
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
  void aCacheThatMakesNoRegionsKeepsNoHostFromStarting() {
    try (HostApplication strict =
        HostApplication.on(
            database,
            Map.of(
                "hibernate.cache.use_second_level_cache",
                true,
                "hibernate.cache.region.factory_class",
                "jcache",
                "hibernate.cache.region_prefix",
                "strict",
                "hibernate.javax.cache.missing_cache_strategy",
                "fail"))) {
      strict.run(entityManager -> entityManager.find(StoredContent.class, id).hash());
      strict.statements();

      strict.run(entityManager -> entityManager.find(StoredContent.class, id).hash());

      assertThat(strict.statements()).isNotEmpty();
    }
  }
}
