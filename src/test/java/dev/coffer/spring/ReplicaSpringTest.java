package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.stats.ReplicaSummary;
import dev.coffer.testing.ReplicatedMariaDb;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Replicas of an application of Spring Boot. */
class ReplicaSpringTest {

  private final ReplicatedMariaDb servers = ReplicatedMariaDb.shared();
  private final String collection = "spring-" + UUID.randomUUID();

  private ApplicationContextRunner application(String... settings) {
    return new ApplicationContextRunner()
        .withUserConfiguration(BareApplication.class)
        .withBean(
            "primary",
            DataSource.class,
            () -> source(servers.primary()),
            bean -> bean.setPrimary(true))
        .withBean("nearReplica", DataSource.class, () -> source(servers.replicas().get(0)))
        .withPropertyValues(
            "spring.liquibase.enabled=false",
            "spring.flyway.enabled=false",
            "coffer.replicas.data-sources=nearReplica",
            "coffer.replicas.max-wait=20s")
        .withPropertyValues(settings);
  }

  private DataSource source(int server) {
    return DataSourceBuilder.create()
        .url(servers.url(server))
        .username(servers.user())
        .password(servers.password())
        .build();
  }

  private static long readsOfReplicas(ApplicationContext context) {
    return context.getBean(Coffer.class).statistics().replicas().stream()
        .mapToLong(ReplicaSummary::reads)
        .sum();
  }

  private void put(ApplicationContext context, String value) {
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> context.getBean(RecordStore.class).store(collection, "key", value));
  }

  private void requireValue(ApplicationContext context, String value) {
    assertThat(context.getBean(RecordStore.class).retrieve(collection, "key", String.class))
        .contains(value);
  }

  private void requireValueInReadOnly(ApplicationContext context, String value) {
    TransactionTemplate readOnly =
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    readOnly.setReadOnly(true);
    readOnly.executeWithoutResult(status -> requireValue(context, value));
  }

  @Test
  void readOnlyTransactionsReadFromReplicasWhatWasCommittedBefore() {
    application("coffer.replicas.read-only-transactions=true")
        .run(
            context -> {
              put(context, "value");
              requireValue(context, "value");
              assertThat(readsOfReplicas(context)).isZero();
              requireValueInReadOnly(context, "value");
              assertThat(readsOfReplicas(context)).isPositive();
            });
  }

  @Test
  void onlyWhatIsSaidReadsFromReplicas() {
    application()
        .run(
            context -> {
              put(context, "value");
              requireValue(context, "value");
              requireValueInReadOnly(context, "value");
              assertThat(readsOfReplicas(context)).isZero();
              Object health = call(context.getBean("cofferHealthIndicator"), "health");
              assertThat(String.valueOf(call(health, "getDetails")))
                  .contains("replicas={nearReplica=not used yet}");
            });
  }

  @Test
  void allReadsOutsideOfTransactionsMayUseReplicas() {
    application("coffer.replicas.by-default=true")
        .run(
            context -> {
              put(context, "value");
              requireValueInReadOnly(context, "value");
              assertThat(readsOfReplicas(context)).isZero();
              requireValue(context, "value");
              assertThat(readsOfReplicas(context)).isPositive();
              assertThat(
                      context
                          .getBean(MeterRegistry.class)
                          .get("coffer.replica.reads")
                          .tag("replica", "nearReplica")
                          .functionCounter()
                          .count())
                  .isPositive();
              Object health = call(context.getBean("cofferHealthIndicator"), "health");
              assertThat(String.valueOf(call(health, "getDetails")))
                  .contains("role=PRIMARY", "replicas={nearReplica=used, lag: ");
            });
  }

  private static Object call(Object on, String name) throws ReflectiveOperationException {
    var method = on.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(on);
  }

  @Test
  void aReplicaWithoutABeanIsNamed() {
    application("coffer.replicas.data-sources=farReplica")
        .run(
            context -> {
              assertThat(context).hasFailed();
              Throwable failure = context.getStartupFailure();
              FailureAnalysis analysis = new BeanChoiceFailureAnalyzer().analyze(failure);
              assertThat(analysis).isNotNull();
              assertThat(analysis.getDescription() + analysis.getAction())
                  .contains("coffer.replicas.data-sources", "farReplica");
            });
  }
}
