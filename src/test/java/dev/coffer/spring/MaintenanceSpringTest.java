package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The schedule of maintenance in an application of Spring Boot. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MaintenanceSpringTest {

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
  void theScheduleStartsAndStopsWithTheContext() {
    List<Maintenance> seen = new ArrayList<>();
    application()
        .withPropertyValues("coffer.maintenance.schedule.trim=* * * * * ?")
        .run(
            context -> {
              Maintenance maintenance = context.getBean(Coffer.class).maintenance();
              seen.add(maintenance);
              assertThat(maintenance.isStarted()).isTrue();
              while (maintenance.runs(1).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(50);
              }
            });
    assertThat(seen).hasSize(1).noneMatch(Maintenance::isStarted);
  }

  @Test
  void theDefaultsAreThoseOfTheSettings() {
    CofferProperties properties =
        new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("coffer", CofferProperties.class);
    MaintenanceSettings bound = properties.maintenance().settings();
    MaintenanceSettings defaults = MaintenanceSettings.defaults();

    assertThat(bound.schedule()).isEqualTo(defaults.schedule());
    assertThat(bound).usingRecursiveComparison().isEqualTo(defaults);
  }

  @Test
  void maintenanceCanBeDisabled() {
    application()
        .withPropertyValues("coffer.maintenance.enabled=false")
        .run(
            context ->
                assertThat(context.getBean(Coffer.class).maintenance().isStarted()).isFalse());
  }

  @ParameterizedTest
  @CsvSource({"-", "off", "OFF"})
  void aTaskCanBeDisabled(String off) {
    application()
        .withPropertyValues("coffer.maintenance.schedule.trim=" + off)
        .run(
            context ->
                assertThat(context.getBean(Coffer.class).maintenance().status())
                    .filteredOn(each -> each.task() == MaintenanceTask.TRIM)
                    .extracting(TaskStatus::schedule)
                    .containsExactly((String) null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      textBlock =
          """
          coffer.maintenance.schedule.recompress = 0 0 25 * * ?
          coffer.maintenance.grace               = -1s
          coffer.maintenance.largest-share       = 1.5
          coffer.maintenance.scrub-period        = 1s
          coffer.maintenance.bytes-per-second    = 0B
          """)
  void anInvalidPropertyFailsTheStartAndIsNamed(String property, String value) {
    application()
        .withPropertyValues(property + "=" + value)
        .run(
            context ->
                assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(property));
  }

  @Configuration
  static class WithScheduler {
    @Bean(destroyMethod = "shutdown")
    Scheduler scheduler() throws SchedulerException {
      Properties settings = new Properties();
      settings.setProperty("org.quartz.scheduler.instanceName", UUID.randomUUID().toString());
      settings.setProperty("org.quartz.threadPool.threadCount", "1");
      settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
      return new StdSchedulerFactory(settings).getScheduler();
    }
  }

  @Test
  void theTasksCanBeJobsOfTheHostsScheduler() {
    application()
        .withUserConfiguration(WithScheduler.class)
        .withPropertyValues("coffer.maintenance.scheduler=host")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(Scheduler.class)
                            .checkExists(new JobKey("trim", "dev.coffer.maintenance.coffer")))
                    .isTrue());
  }

  @Test
  void aMissingSchedulerOfTheHostIsNamed() {
    application()
        .withPropertyValues("coffer.maintenance.scheduler=host")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("coffer.maintenance.scheduler")
                    .hasMessageContaining("org.quartz.Scheduler"));
  }
}
