package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.shop.Product;
import dev.coffer.spring.shop.ProductRepository;
import dev.coffer.spring.shop.ShopApplication;
import dev.coffer.stats.CacheTier;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.SessionFactory;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An existing application with its own Liquibase and Ehcache works with Coffer. */
class EstablishedApplicationTest {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.h2();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private ApplicationContextRunner application(String caches, String missingCacheStrategy) {
    return SpringApplications.over(database)
        .withUserConfiguration(ShopApplication.class)
        .withPropertyValues(
            // Disables the heap tier, so that a hit is one of the application's cache.
            "coffer.cache.heap=0B",
            "spring.liquibase.enabled=true",
            "spring.liquibase.change-log=classpath:db/shop/changelog.xml",
            "spring.jpa.hibernate.ddl-auto=validate",
            "spring.jpa.properties.hibernate.generate_statistics=true",
            "spring.jpa.properties.hibernate.cache.use_second_level_cache=true",
            "spring.jpa.properties.hibernate.cache.region.factory_class=jcache",
            "spring.jpa.properties.hibernate.javax.cache.provider="
                + "org.ehcache.jsr107.EhcacheCachingProvider",
            "spring.jpa.properties.hibernate.javax.cache.uri=classpath://shop/" + caches,
            "spring.jpa.properties.hibernate.javax.cache.missing_cache_strategy="
                + missingCacheStrategy);
  }

  @Test
  void recordsAreCachedByTheCacheManagerOfTheApplication() {
    application("cache.xml", "create")
        .run(
            context -> {
              goesOnAsBefore(context);
              assertThat(regions(context)).containsExactly("coffer.record", "shop.product");
              assertThat(hitsOfARecord(context)).isEqualTo(1);
            });
  }

  @Test
  void nothingIsCachedIfTheManagerRefusesUnknownRegions() {
    application("cache.xml", "fail")
        .run(
            context -> {
              goesOnAsBefore(context);
              assertThat(regions(context)).containsExactly("shop.product");
              assertThat(hitsOfARecord(context)).isZero();
            });
  }

  @Test
  void recordsAreCachedInTheRegionsThatTheApplicationConfigures() {
    application("cache-with-coffer.xml", "fail")
        .run(
            context -> {
              goesOnAsBefore(context);
              assertThat(hitsOfARecord(context)).isEqualTo(1);
            });
  }

  private static void goesOnAsBefore(AssertableApplicationContext context) {
    assertThat(context).hasNotFailed();
    ProductRepository products = context.getBean(ProductRepository.class);
    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);

    products.save(new Product(1, "tea"));
    long hits = hitsOfProducts(context);
    assertThat(products.findById(1L)).map(Product::name).hasValue("tea");
    assertThat(hitsOfProducts(context)).isEqualTo(hits + 1);
    assertThat(products.findByNameStartingWith("te")).hasSize(1);
    assertThat(jdbc.queryForList("select id from DATABASECHANGELOG order by 1", String.class))
        .containsExactly("photos", "products");

    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              products.findById(1L).orElseThrow().rename("coffee");
              context.getBean(RecordStore.class).store("stock", "coffee", new byte[] {9});
              StoredContent photo = context.getBean(ContentStore.class).stage(new byte[] {1});
              jdbc.update("insert into shop_photo values (1, ?)", photo.id());
            });
    assertThat(products.findById(1L)).map(Product::name).hasValue("coffee");
    assertThat(context.getBean(Coffer.class).report().records()).isEqualTo(1);
    assertThat(HostMigrationsContract.rows(context, "shop_photo")).isEqualTo(1);
  }

  /** The number of cache hits of two reads. */
  private static long hitsOfARecord(AssertableApplicationContext context) {
    Coffer coffer = context.getBean(Coffer.class);
    RecordStore records = context.getBean(RecordStore.class);
    long before = coffer.statistics().reads().getOrDefault(CacheTier.SECOND_LEVEL, 0L);
    for (int read = 0; read < 2; read++) {
      assertThat(records.retrieve("stock", "coffee", byte[].class)).contains(new byte[] {9});
    }
    return coffer.statistics().reads().getOrDefault(CacheTier.SECOND_LEVEL, 0L) - before;
  }

  private static long hitsOfProducts(AssertableApplicationContext context) {
    return sessions(context)
        .getStatistics()
        .getDomainDataRegionStatistics("shop.product")
        .getHitCount();
  }

  private static Set<String> regions(AssertableApplicationContext context) {
    JCacheRegionFactory regions =
        (JCacheRegionFactory)
            sessions(context).unwrap(SessionFactoryImplementor.class).getCache().getRegionFactory();
    Set<String> names = new TreeSet<>();
    regions.getCacheManager().getCacheNames().forEach(names::add);
    return names;
  }

  private static SessionFactory sessions(AssertableApplicationContext context) {
    return context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
  }
}
