package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.Coffer;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.record.RecordStore;
import dev.coffer.schema.Schema;
import dev.coffer.spring.actuator.CofferEndpoint;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.stats.micrometer.MaintenanceMetrics;
import dev.coffer.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Health, meters and the endpoint, in the major version of Spring Boot on the class path. */
class OperationsTest {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.h2().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private ApplicationContextRunner application() {
    return SpringApplications.over(database).withUserConfiguration(BareApplication.class);
  }

  @Test
  void healthReportsTheSchemaAndTheCodecs() {
    application()
        .run(
            context -> {
              Object health = health(context.getBean("cofferHealthIndicator"));
              assertThat(status(health)).isEqualTo("UP");
              assertThat(String.valueOf(call(health, "getDetails")))
                  .isEqualTo(
                      "{schemaVersion="
                          + Schema.VERSION
                          + ", writable=true, brotli=available, zstd=available}");
            });
  }

  @Test
  void healthIsDownWhileDamageIsNotHealed() {
    application()
        .run(
            context -> {
              Object indicator = context.getBean("cofferHealthIndicator");
              try (var connection = database.connect();
                  var statement = connection.createStatement()) {
                statement.execute(
                    "insert into coffer_damage values ('players', 'alice', current_timestamp,"
                        + " 'the frame is damaged')");
                Object health = health(indicator);
                assertThat(status(health)).isEqualTo("DOWN");
                assertThat(String.valueOf(call(health, "getDetails")))
                    .contains("damaged=1", "newestDamage=the frame is damaged");
                statement.execute("delete from coffer_damage");
              }
              assertThat(status(health(indicator))).isEqualTo("UP");
            });
  }

  @Test
  void healthIsDownWithoutTheDatabase() {
    application()
        .run(
            context -> {
              try (var connection = database.connect();
                  var statement = connection.createStatement()) {
                statement.execute("drop all objects");
              }
              assertThat(status(health(context.getBean("cofferHealthIndicator"))))
                  .isEqualTo("DOWN");
            });
  }

  @Test
  void healthCanBeDisabled() {
    application()
        .withPropertyValues("management.health.coffer.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("cofferHealthIndicator"));
  }

  // The types of health have other packages in Spring Boot 4, and this class supports both
  // versions.
  private static Object health(Object indicator) throws ReflectiveOperationException {
    return call(indicator, "health");
  }

  private static String status(Object health) throws ReflectiveOperationException {
    return String.valueOf(call(call(health, "getStatus"), "getCode"));
  }

  private static Object call(Object on, String name) throws ReflectiveOperationException {
    Method method = on.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(on);
  }

  @Test
  void metersCountOperations() {
    application()
        .run(
            context -> {
              RecordStore records = context.getBean(RecordStore.class);
              records.store("c", "k", new byte[] {1, 2, 3});
              records.store("c", "k", new byte[] {1, 2, 3});
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              assertThat(
                      registry
                          .get("coffer.records.put")
                          .tag("result", "created")
                          .functionCounter()
                          .count())
                  .isEqualTo(1);
              assertThat(registry.get("coffer.bytes.written").functionCounter().count())
                  .isEqualTo(6);
              assertThat(
                      registry
                          .get("coffer.operations")
                          .tag("operation", "record_write")
                          .functionTimer()
                          .count())
                  .isEqualTo(2);
            });
  }

  @Test
  void theEndpointReports() {
    application()
        .withPropertyValues("management.endpoints.web.exposure.include=coffer")
        .run(
            context -> {
              context.getBean(RecordStore.class).store("c", "k", new byte[] {1, 2, 3});
              CofferEndpoint endpoint = context.getBean(CofferEndpoint.class);
              ObjectMapper json = new ObjectMapper().findAndRegisterModules();
              assertThat(json.writeValueAsString(endpoint.statistics()))
                  .contains("\"recordsCreated\":1");
              assertThat(json.writeValueAsString(endpoint.report("storage")))
                  .contains("\"collection\":\"c\"");
              assertThat(json.writeValueAsString(endpoint.report("diagnosis")))
                  .contains("\"findings\":[]");
              assertThat(json.writeValueAsString(endpoint.report("topology")))
                  .contains("\"role\":\"ALONE\"", "\"leases\":[]");
              assertThat(json.writeValueAsString(endpoint.report("history"))).isEqualTo("[]");
              context.getBean(Coffer.class).maintenance().run(MaintenanceTask.MEASURE);
              assertThat(json.writeValueAsString(endpoint.report("history")))
                  .contains("\"records\":1", "\"logicalBytes\":3", "\"day\":");
              assertThat(endpoint.report("nothing")).isNull();
            });
  }

  @Test
  void theEndpointShowsAndStartsMaintenance() {
    application()
        .withPropertyValues("management.endpoints.web.exposure.include=coffer")
        .run(
            context -> {
              CofferEndpoint endpoint = context.getBean(CofferEndpoint.class);
              ObjectMapper json = new ObjectMapper().findAndRegisterModules();

              assertThat(endpoint.start("trim")).containsEntry("started", "trim");
              Maintenance maintenance = context.getBean(Coffer.class).maintenance();
              while (maintenance.totals().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(20);
              }

              assertThat(json.writeValueAsString(endpoint.report("runs")))
                  .contains("\"task\":\"TRIM\"", "\"outcome\":\"DONE\"");
              assertThat(json.writeValueAsString(endpoint.report("maintenance")))
                  .contains("\"schedule\":\"0 50 4 * * ?\"", "\"outOfDate\":false");
              assertThatThrownBy(() -> endpoint.start("nothing"))
                  .isInstanceOf(InvalidEndpointRequestException.class)
                  .hasMessageContaining("recompress");
            });
  }

  @Test
  void metersCountRunsOfMaintenance() {
    application()
        .run(
            context -> {
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              assertThat(age(registry)).as("before the first success").isNaN();
              context.getBean(Coffer.class).maintenance().run(MaintenanceTask.TRIM);
              context
                  .getBean(Coffer.class)
                  .maintenance()
                  .run(MaintenanceTask.TRIM, RunOptions.defaults().withDryRun(true));

              assertThat(
                      registry
                          .get("coffer.maintenance.runs")
                          .tags("task", "trim", "outcome", "done")
                          .functionCounter()
                          .count())
                  .isEqualTo(1);
              assertThat(
                      registry
                          .get("coffer.maintenance.duration")
                          .tag("task", "trim")
                          .functionTimer()
                          .count())
                  .isEqualTo(1);
              MeterRegistry fresh = new SimpleMeterRegistry();
              MaintenanceMetrics metrics =
                  new MaintenanceMetrics(context.getBean(Coffer.class).maintenance());
              metrics.bindTo(fresh);
              assertThat(age(fresh)).isNotNegative();
              assertThat(fresh.get("coffer.maintenance.freed").tag("task", "collect").meter())
                  .isNotNull();
            });
  }

  private static double age(MeterRegistry registry) {
    return registry
        .get("coffer.maintenance.success.age")
        .tag("task", "trim")
        .timeGauge()
        .value(TimeUnit.SECONDS);
  }

  @Test
  void healthNamesATaskThatIsOutOfDateAndStaysUp() {
    application()
        .run(
            context -> {
              context.getBean(Coffer.class).maintenance().run(MaintenanceTask.TRIM);
              try (var connection = database.connect();
                  var statement = connection.createStatement()) {
                statement.execute(
                    "update coffer_run set ended_at = timestamp '2026-01-01 00:00:00'");
              }

              Object health = health(context.getBean("cofferHealthIndicator"));
              assertThat(status(health)).isEqualTo("UP");
              assertThat(String.valueOf(call(health, "getDetails")))
                  .contains("maintenance={trim=OUT_OF_DATE, last success: 2026-01-01T00:00:00Z}");
            });
  }

  @Test
  void theEndpointIsNotThereUnlessItIsExposed() {
    application().run(context -> assertThat(context).doesNotHaveBean(CofferEndpoint.class));
  }
}
