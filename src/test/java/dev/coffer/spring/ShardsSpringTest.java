package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.api.SeveralShardsException;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.shard.ShardState;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application of Spring Boot with three databases as shards. */
class ShardsSpringTest {

  @RecordCollection("orders")
  interface Orders extends RecordRepository<Long, String> {}

  @Configuration(proxyBeanMethods = false)
  @EnableRecordRepositories
  static class WithRepositories {}

  private final Map<String, TestDatabase> databases = new TreeMap<>();
  private volatile String unreachable = "";

  @BeforeEach
  void create() {
    for (String name : new String[] {"north", "east", "south"}) {
      databases.put(name, TestDatabase.h2());
    }
  }

  @AfterEach
  void drop() {
    databases.values().forEach(TestDatabase::close);
  }

  private ApplicationContextRunner application(String... settings) {
    return new ApplicationContextRunner()
        .withUserConfiguration(BareApplication.class)
        .withBean("northData", DataSource.class, () -> source("north"))
        .withBean("eastData", DataSource.class, () -> source("east"))
        .withBean("southData", DataSource.class, () -> source("south"))
        .withPropertyValues(
            "spring.liquibase.enabled=false",
            "spring.flyway.enabled=false",
            "spring.data.jpa.repositories.enabled=false",
            "coffer.shards[0].name=north",
            "coffer.shards[0].data-source=northData",
            "coffer.shards[1].name=east",
            "coffer.shards[1].data-source=eastData",
            "coffer.shards[2].name=south",
            "coffer.shards[2].data-source=southData",
            "coffer.shards[2].weight=2",
            "coffer.shard-key=prefix:/")
        .withPropertyValues(settings);
  }

  private DataSource source(String name) {
    TestDatabase database = Objects.requireNonNull(databases.get(name));
    HikariDataSource source =
        new HikariDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            if (name.equals(unreachable)) {
              throw new SQLTransientConnectionException("The server does not answer.", "08001");
            }
            return super.getConnection();
          }
        };
    source.setJdbcUrl(database.jdbcUrl());
    source.setUsername(database.user());
    source.setPassword(database.password());
    return source;
  }

  private static Map<String, Long> orders() {
    Map<String, Long> orders = new TreeMap<>();
    for (long i = 0; i < 60; i++) {
      orders.put("customer%02d/order".formatted(i), i);
    }
    return orders;
  }

  @Test
  void theRecordsOfTheApplicationLieOnAllShards() {
    application()
        .withUserConfiguration(WithRepositories.class)
        .run(
            context -> {
              assertThat(context)
                  .hasNotFailed()
                  .doesNotHaveBean(Coffer.class)
                  .hasSingleBean(RecordStore.class);
              Map<String, Long> all = orders();
              Orders orders = context.getBean(Orders.class);
              all.forEach(orders::put);
              assertThat(orders.scan(Range.all()).map(each -> each.key()))
                  .containsExactlyElementsOf(all.keySet());
              ShardedCoffer cluster = context.getBean(ShardedCoffer.class);
              assertThat(cluster.state().shards())
                  .extracting(ShardState::name, ShardState::after)
                  .containsExactlyInAnyOrder(
                      tuple("north", 1), tuple("east", 1), tuple("south", 2));
              for (String shard : databases.keySet()) {
                Coffer its = cluster.shard(shard).orElseThrow();
                assertThat(its.records("orders", Long.class).count()).isBetween(1L, 59L);
                assertThat(its.maintenance().isStarted()).isTrue();
              }
            });
  }

  @Test
  void aBatchOverShardsMustBePerShard() {
    application()
        .run(
            context -> {
              ShardedCoffer cluster = context.getBean(ShardedCoffer.class);
              Map<String, Long> all = orders();
              assertThatThrownBy(() -> cluster.storeBatch("orders", all))
                  .isInstanceOf(SeveralShardsException.class);
              assertThat(cluster.records("orders", Long.class).count()).isZero();
              assertThat(cluster.storeBatch("orders", Map.of("a/1", 1L, "a/2", 2L))).hasSize(2);
              assertThat(cluster.perShard().storeBatch("orders", all)).hasSize(60);
              assertThat(cluster.records("orders", Long.class).count()).isEqualTo(62);
            });
  }

  @Test
  void theHealthShowsWhichShardIsUnreachable() {
    application()
        .run(
            context -> {
              assertThat(health(context))
                  .contains(
                      "UP",
                      "shardKey=prefix:/",
                      "east=reachable, weight: 1",
                      "south=reachable, weight: 2");
              unreachable = "east";
              assertThat(health(context))
                  .contains("DOWN", "east=UNREACHABLE, weight: 1", "south=reachable, weight: 2");
            });
  }

  @Test
  void theApplicationStartsWhileAShardIsUnreachable() {
    application().run(context -> assertThat(context).hasNotFailed());
    unreachable = "east";
    application()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(health(context))
                  .contains("DOWN", "east=UNREACHABLE, weight: 1; The shard 'east'", "reachable");
              ShardedCoffer cluster = context.getBean(ShardedCoffer.class);

              unreachable = "";
              while (!health(context).startsWith("UP")) {
                Thread.onSpinWait();
              }

              assertThat(cluster.perShard().storeBatch("orders", orders())).hasSize(60);
              assertThat(cluster.shard("east").orElseThrow().maintenance().isStarted()).isTrue();
            });
  }

  private static String health(ApplicationContext context) throws ReflectiveOperationException {
    Object health = call(context.getBean("cofferShardsHealthIndicator"), "health");
    return call(health, "getStatus") + " " + call(health, "getDetails");
  }

  private static Object call(Object on, String name) throws ReflectiveOperationException {
    var method = on.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(on);
  }

  @Test
  void wrongSettingsAreNamed() {
    application("coffer.shards[1].data-source=westData")
        .run(
            context -> {
              FailureAnalysis analysis =
                  new BeanChoiceFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis.getDescription())
                  .contains("coffer.shards[1].data-source", "'westData'");
            });
    application("coffer.shard-key=prefix")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("coffer.shard-key"));
    application("coffer.shards[1].name=").run(context -> assertThat(context).hasFailed());
  }

  @Test
  void withoutShardsOrWithoutCofferThereIsNoCluster() {
    application("coffer.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ShardedCoffer.class));
    new ApplicationContextRunner()
        .withUserConfiguration(BareApplication.class)
        .withBean("northData", DataSource.class, () -> source("north"))
        .withPropertyValues("spring.liquibase.enabled=false", "spring.flyway.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(Coffer.class)
                    .doesNotHaveBean(ShardedCoffer.class));
  }
}
