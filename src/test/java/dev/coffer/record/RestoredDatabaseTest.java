package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cache.CacheRegions;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.ehcache.EhcacheProvider;
import dev.coffer.codec.frame.Payload;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.stats.CacheTier;
import dev.coffer.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cache on disk outlives a restore of the database, after which an id of the sequence of earlier
 * releases may belong to another content. A read must not return the cached frame of the old one.
 */
class RestoredDatabaseTest {

  private static final CacheSizes SIZES = new CacheSizes(100, 16L << 20, 64L << 20);
  private static final int LENGTH = 5000;

  private final Path directory;
  private TestDatabase database = TestDatabase.h2();

  RestoredDatabaseTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void migrate() {
    database = database.migrate();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[LENGTH];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private SecondLevelCache cache() {
    return new EhcacheProvider().open(SIZES, directory, "test");
  }

  private CachingNode node(RecordCacheMode mode, SecondLevelCache cache) {
    return new CachingNode(database, new RecordCaching(mode, 0), cache, "test", Map.of());
  }

  private static Cache<Object, Object> frames(SecondLevelCache cache) {
    Object manager = cache.hibernateSettings().get("hibernate.javax.cache.cache_manager");
    return ((CacheManager) Objects.requireNonNull(manager)).getCache(CacheRegions.FRAME);
  }

  private long contentId() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select content_id from coffer_record")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Stores other bytes, whose content gets this id. */
  private void restoreAnotherState(long id) throws SQLException {
    execute("delete from coffer_record", "delete from coffer_frame", "delete from coffer_content");
    try (CachingNode node = new CachingNode(database, RecordCacheMode.VALIDATED)) {
      node.records("files").put("a", bytes(2));
    }
    execute(
        "set referential_integrity false",
        "update coffer_content set id = " + id,
        "update coffer_frame set content_id = " + id,
        "update coffer_record set content_id = " + id,
        "set referential_integrity true");
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordCacheMode.class,
      names = {"SINGLE_NODE", "VALIDATED"})
  void aReusedContentIdReturnsTheNewBytes(RecordCacheMode mode) throws SQLException {
    long before;
    try (CachingNode node = node(mode, cache())) {
      node.records("files").put("a", bytes(1));
      assertThat(node.records("files").get("a")).hasValue(bytes(1));
      before = contentId();
    }
    restoreAnotherState(before);

    SecondLevelCache again = cache();
    try (CachingNode node = node(mode, again)) {
      assertThat(frames(again)).as("the disk has the old frame").isNotEmpty();
      assertThat(contentId()).isEqualTo(before);
      for (int read = 0; read < 3; read++) {
        assertThat(node.records("files").get("a")).hasValue(bytes(2));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordCacheMode.class,
      names = {"SINGLE_NODE", "VALIDATED"})
  void aWrongCachedFrameIsNotUsed(RecordCacheMode mode) {
    SecondLevelCache cache = cache();
    try (CachingNode node = node(mode, cache)) {
      node.records("files").put("a", bytes(1));
      assertThat(node.records("files").get("a")).hasValue(bytes(1));
      // The state of a disk that failed to replace its entries.
      frames(cache).forEach(entry -> frames(cache).put(entry.getKey(), Payload.of(bytes(2))));

      assertThat(node.records("files").get("a")).hasValue(bytes(1));

      long answered = node.answeredBy(CacheTier.SECOND_LEVEL);
      assertThat(node.records("files").get("a")).hasValue(bytes(1));
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isEqualTo(answered + 1);
    }
  }
}
