package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.UnsupportedDatabaseException;
import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.actuator.CofferEndpoint;
import dev.coffer.spring.plain.PlainApplication;
import dev.coffer.spring.plain.Visit;
import dev.coffer.stats.micrometer.CofferMetrics;
import dev.coffer.testing.RecordedLog;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The dependency changes nothing for an application on a database that is not supported. */
class UnsupportedDatabaseTest {

  private static final String SENTENCE = "HSQL Database Engine";

  private final String url = "jdbc:hsqldb:mem:" + UUID.randomUUID();

  private ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withUserConfiguration(PlainApplication.class)
        .withPropertyValues(
            "spring.datasource.url=" + url,
            "spring.liquibase.enabled=false",
            "spring.flyway.enabled=false",
            "spring.data.jpa.repositories.enabled=false",
            "management.endpoints.web.exposure.include=*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create-drop", "update"})
  void theApplicationWorks(String schema) {
    RecordedLog log = new RecordedLog(Coffer.class.getName(), Level.WARNING);
    try (log) {
      application()
          .withPropertyValues("spring.jpa.hibernate.ddl-auto=" + schema)
          .run(
              context -> {
                SessionFactory factory =
                    context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
                factory.inTransaction(entities -> entities.persist(new Visit("vaccination")));

                List<String> reasons =
                    factory.fromTransaction(
                        entities ->
                            entities
                                .createQuery("select reason from Visit", String.class)
                                .getResultList());
                assertThat(reasons).containsExactly("vaccination");
                assertThat(tables(context.getBean(DataSource.class))).containsExactly("VISIT");
              });
    }
    assertThat(log.texts())
        .singleElement()
        .asString()
        .contains("Coffer is not available", SENTENCE, "coffer.required=true");
  }

  private static List<String> tables(DataSource source) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = source.getConnection();
        var rows = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    return tables;
  }

  @Test
  void operationsReportThatThereIsNoCoffer() {
    application()
        .run(
            context -> {
              Object health = call(context.getBean("cofferHealthIndicator"), "health");
              assertThat(String.valueOf(call(health, "getStatus"))).isEqualTo("UNKNOWN");
              assertThat(String.valueOf(call(health, "getDetails"))).contains(SENTENCE);
              assertThat(context.getBean(MeterRegistry.class).find("coffer.contents").meters())
                  .isEmpty();
              assertThat(context.getBeanProvider(CofferMetrics.class).getIfAvailable()).isNull();
              CofferEndpoint endpoint = context.getBean(CofferEndpoint.class);
              assertThat(endpoint.statistics()).isNull();
              assertThat(endpoint.report("storage")).isNull();
            });
  }

  private static Object call(Object on, String name) throws ReflectiveOperationException {
    Method method = on.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(on);
  }

  @ParameterizedTest
  @ValueSource(classes = {RecordStore.class, ContentStore.class, Coffer.class})
  void anInjectedBeanFailsWithTheRemedy(Class<?> type) {
    application()
        .withBean(
            "user", Object.class, Object::new, definition -> definition.setDependsOn(bean(type)))
        .run(
            context -> {
              assertThat(context).hasFailed();
              FailureAnalysis analysis =
                  new CofferFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis.getDescription()).contains(SENTENCE);
              assertThat(analysis.getAction()).contains("coffer.enabled=false");
            });
  }

  private static String bean(Class<?> type) {
    return Character.toLowerCase(type.getSimpleName().charAt(0))
        + type.getSimpleName().substring(1);
  }

  @Test
  void theStartFailsIfCofferIsRequired() {
    application()
        .withPropertyValues("coffer.required=true")
        .run(
            context -> {
              assertThat(context).hasFailed();
              assertThat(context.getStartupFailure())
                  .hasRootCauseInstanceOf(UnsupportedDatabaseException.class);
            });
  }

  @Test
  void theStartFailsIfCofferIsRequiredAndMigratesNothing() {
    application()
        .withPropertyValues("coffer.required=true", "coffer.schema.migrate=false")
        .run(context -> assertThat(context).hasFailed());
  }

  @Test
  void aSliceWithoutEntitiesStarts() {
    RecordedLog log = new RecordedLog(Coffer.class.getName(), Level.WARNING);
    try (log) {
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CofferSchemaAutoConfiguration.class))
          .withBean(DataSource.class, () -> new DriverManagerDataSource(url))
          .run(context -> assertThat(context).hasSingleBean(CofferMigration.class));
    }
    assertThat(log.texts()).singleElement().asString().contains(SENTENCE);
  }
}
