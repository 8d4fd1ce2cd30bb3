package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.actuator.CofferEndpoint;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Method;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Health, meters and the endpoint, in the major version of Spring Boot on the class path. */
class OperationsTest {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.h2();
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
                  .isEqualTo("{schemaVersion=6, writable=true, brotli=available, zstd=available}");
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
              assertThat(endpoint.report("nothing")).isNull();
            });
  }

  @Test
  void theEndpointIsNotThereUnlessItIsExposed() {
    application().run(context -> assertThat(context).doesNotHaveBean(CofferEndpoint.class));
  }
}
