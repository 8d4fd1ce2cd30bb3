package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.backup.Snapshot;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.actuator.CofferEndpoint;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Scheduled backups in an application of Spring Boot, with health, meters and the endpoint. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BackupSpringTest {
  private static final String SECRET = "correct horse battery";

  @TempDir private Path directory = Path.of("");

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
    return SpringApplications.over(database)
        .withUserConfiguration(BareApplication.class)
        .withPropertyValues("management.endpoints.web.exposure.include=coffer");
  }

  private ApplicationContextRunner backedUp() {
    return application()
        .withPropertyValues("coffer.backup.location=" + directory.resolve("repository"));
  }

  private static BackupProperties bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("coffer.backup", BackupProperties.class);
  }

  private static RunReport backUp(Coffer coffer) {
    return coffer.maintenance().run(MaintenanceTask.BACKUP);
  }

  @Test
  void theDefaultsAreThoseOfThePlan() {
    assertThat(bound(Map.of()).plan()).isEmpty();
    assertThat(bound(Map.of("coffer.backup.location", " ")).plan()).isEmpty();
    assertThat(bound(Map.of("coffer.backup.location", "/backups")).plan())
        .contains(BackupPlan.into(BackupSettings.at(Path.of("/backups"))));
  }

  @Test
  void thePropertiesReachThePlan() {
    Map<String, String> properties = new HashMap<>();
    properties.put("coffer.backup.location", directory.toUri().toString());
    properties.put("coffer.backup.passphrase", SECRET);
    properties.put("coffer.backup.grace", "3d");
    properties.put("coffer.backup.tags", "nightly, main");
    properties.put("coffer.backup.keep.last", "1");
    properties.put("coffer.backup.keep.hourly", "2");
    properties.put("coffer.backup.keep.daily", "3");
    properties.put("coffer.backup.keep.weekly", "4");
    properties.put("coffer.backup.keep.monthly", "5");
    properties.put("coffer.backup.keep.yearly", "6");
    properties.put("coffer.backup.keep.within", "7d");
    properties.put("coffer.backup.keep.tags", "release");
    properties.put("coffer.backup.verify", "structure");
    properties.put("coffer.backup.shares", "10");
    properties.put("coffer.backup.trial", "8d");
    properties.put("coffer.backup.max-age", "12h");

    BackupPlan plan = bound(properties).plan().orElseThrow();

    assertThat(plan.settings().location()).isEqualTo(directory);
    assertThat(plan.settings().grace()).isEqualTo(Duration.ofDays(3));
    assertThat(plan.tags()).containsExactly("nightly", "main");
    assertThat(plan.verification()).isEqualTo(CheckLevel.STRUCTURE);
    assertThat(plan.shares()).isEqualTo(10);
    assertThat(plan.trial()).isEqualTo(Duration.ofDays(8));
    assertThat(plan.maxAge()).isEqualTo(Duration.ofHours(12));
    assertThat(plan.retention())
        .isEqualTo(
            new RetentionPolicy(
                1,
                2,
                3,
                4,
                5,
                6,
                Duration.ofDays(7),
                Set.of("release"),
                RetentionPolicy.none().zone()));
    assertThat(plan + " " + bound(properties)).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      textBlock =
          """
          coffer.backup.verify              = perhaps
          coffer.backup.shares              = 0
          coffer.backup.max-age             = 0s
          coffer.backup.trial               = -1d
          coffer.backup.keep.daily          = -1
          coffer.backup.grace               = -1h
          coffer.backup.key-file            = /none/key
          coffer.backup.passphrase-file     = /none/passphrase
          coffer.maintenance.schedule.backup = 0 0 25 * * ?
          """)
  void anInvalidPropertyFailsTheStartAndIsNamed(String property, String value) {
    backedUp()
        .withPropertyValues(property + "=" + value)
        .run(
            context ->
                assertThat(String.valueOf(chain(context.getStartupFailure()))).contains(property));
  }

  private static String chain(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      all.append(each).append('\n');
    }
    return all.toString();
  }

  @Test
  void noMessageHasASecret() {
    application()
        .withPropertyValues(
            "coffer.backup.location=none://user:" + SECRET.replace(' ', '-') + "@host/bucket")
        .run(
            context ->
                assertThat(chain(Objects.requireNonNull(context.getStartupFailure())))
                    .contains("coffer.backup.location")
                    .contains("none://")
                    .doesNotContain(SECRET.replace(' ', '-')));
    backedUp()
        .withPropertyValues(
            "coffer.backup.passphrase=" + SECRET, "coffer.backup.key-file=" + directory)
        .run(
            context ->
                assertThat(chain(Objects.requireNonNull(context.getStartupFailure())))
                    .contains("key-file")
                    .doesNotContain(SECRET));
  }

  @Test
  void aBackupIsSeenEverywhere() {
    backedUp()
        .withPropertyValues("coffer.backup.passphrase=" + SECRET, "coffer.backup.tags=nightly")
        .run(
            context -> {
              Coffer coffer = context.getBean(Coffer.class);
              assertThat(coffer.maintenance().status())
                  .filteredOn(each -> each.task() == MaintenanceTask.BACKUP)
                  .extracting(TaskStatus::schedule)
                  .containsExactly("0 30 1 * * ?");
              context.getBean(RecordStore.class).store("c", "k", new byte[] {1, 2, 3});

              assertThat(backUp(coffer).outcome()).isEqualTo(RunOutcome.DONE);

              Snapshot snapshot = context.getBean(Backups.class).latest().orElseThrow();
              assertThat(snapshot.tags()).containsExactly("nightly");
              String shown =
                  new ObjectMapper()
                      .findAndRegisterModules()
                      .writeValueAsString(context.getBean(CofferEndpoint.class).report("backups"));
              assertThat(shown)
                  .contains("\"id\":\"" + snapshot.id() + "\"")
                  .contains("\"level\":\"SHARE\"", "\"verifiedSecondsAgo\":", "\"outOfDate\":false")
                  .doesNotContain(SECRET);
              Object health = call(context.getBean("cofferHealthIndicator"), "health");
              assertThat(status(health)).isEqualTo("UP");
              assertThat(String.valueOf(call(health, "getDetails")))
                  .contains("backup={lastVerified=" + snapshot.createdAt())
                  .doesNotContain("problem");
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              assertThat(registry.get("coffer.backup.age").timeGauge().value(TimeUnit.DAYS))
                  .isBetween(0.0, 1.0);
              assertThat(registry.get("coffer.backup.added").functionCounter().count())
                  .isPositive();
              assertThat(
                      registry
                          .get("coffer.maintenance.runs")
                          .tags("task", "backup", "outcome", "done")
                          .functionCounter()
                          .count())
                  .isEqualTo(1);
            });
  }

  @Test
  void healthIsDownIfTheNewestVerifiedBackupIsTooOld() {
    backedUp()
        .withPropertyValues("coffer.backup.max-age=1ns")
        .run(
            context -> {
              backUp(context.getBean(Coffer.class));
              Object health = call(context.getBean("cofferHealthIndicator"), "health");
              assertThat(status(health)).isEqualTo("DOWN");
              assertThat(String.valueOf(call(health, "getDetails"))).contains("outOfDate=true");
            });
  }

  @Test
  void anUnreadableRepositoryIsNamedAndNotDownBeforeTheAge() throws Exception {
    Files.writeString(directory.resolve("repository"), "not a directory");
    backedUp()
        .run(
            context -> {
              Object health = call(context.getBean("cofferHealthIndicator"), "health");
              assertThat(status(health)).isEqualTo("UP");
              RunReport run = backUp(context.getBean(Coffer.class));
              assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
              assertThat(run.problem()).contains("repository");
            });
  }

  @Test
  void aKeyFileOpensTheRepository() throws Exception {
    Path key = directory.resolve("key");
    Files.write(key, new byte[32]);
    backedUp()
        .withPropertyValues("coffer.backup.key-file=" + key)
        .run(
            context ->
                assertThat(backUp(context.getBean(Coffer.class)).outcome())
                    .isEqualTo(RunOutcome.DONE));
    Path passphrase = directory.resolve("passphrase");
    Files.writeString(passphrase, SECRET + "\r\n");
    backedUp()
        .withPropertyValues("coffer.backup.passphrase-file=" + passphrase)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThatThrownBy(() -> context.getBean(Coffer.class).backups())
                  .isInstanceOf(CofferException.class)
                  .hasMessageNotContaining(SECRET);
            });
  }

  @Test
  void withoutALocationNothingAppears() {
    application()
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(Backups.class);
              Object health = call(context.getBean("cofferHealthIndicator"), "health");
              assertThat(String.valueOf(call(health, "getDetails"))).doesNotContain("backup");
              assertThat(context.getBean(CofferEndpoint.class).report("backups")).isNull();
              assertThat(context.getBean(MeterRegistry.class).find("coffer.backup.age").meter())
                  .isNull();
            });
  }

  // The types of health have other packages in Spring Boot 4, and this class supports both
  // versions.
  private static String status(Object health) throws ReflectiveOperationException {
    return String.valueOf(call(call(health, "getStatus"), "getCode"));
  }

  private static Object call(Object on, String name) throws ReflectiveOperationException {
    Method method = on.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(on);
  }
}
