package dev.coffer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.cdi.Application.Unit;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.TaskStatus;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedule of maintenance in a container. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class MaintenanceCdiTest extends CdiFixture {
  private static final ScheduledThreadPoolExecutor MANAGED =
      (ScheduledThreadPoolExecutor)
          Executors.newScheduledThreadPool(1, work -> new Thread(work, "of-the-container"));

  /** A naming service with the executor of a container. */
  public static final class Naming implements InitialContextFactory {
    public Naming() {}

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
      return (Context)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("lookup")
                    && arguments[0].equals("java:comp/DefaultManagedScheduledExecutorService")) {
                  return MANAGED;
                }
                if (method.getName().equals("lookup")) {
                  throw new NameNotFoundException(String.valueOf(arguments[0]));
                }
                return null;
              });
    }
  }

  @Test
  void theTasksRunInTheExecutorOfTheContainer() throws InterruptedException {
    set("java.naming.factory.initial", Naming.class.getName());
    set("coffer.maintenance.schedule.trim", "* * * * * ?");
    Maintenance maintenance;
    try (WeldContainer container = Application.run(Unit.class)) {
      maintenance = container.select(Coffer.class).get().maintenance();
      assertThat(maintenance.isStarted()).isTrue();
      while (maintenance.totals().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(MANAGED.getTaskCount()).isPositive();
    }
    assertThat(maintenance.isStarted()).isFalse();
    assertThat(MANAGED.isShutdown()).as("it belongs to the container").isFalse();
  }

  @Test
  void theScheduleStartsWithoutAnExecutorOfAContainer() {
    assertThat(ManagedExecutor.find()).isEmpty();
    try (WeldContainer container = Application.run(Unit.class)) {
      assertThat(container.select(Coffer.class).get().maintenance().isStarted()).isTrue();
    }
  }

  @Test
  void maintenanceCanBeDisabled() {
    set("coffer.maintenance.enabled", "false");
    try (WeldContainer container = Application.run(Unit.class)) {
      assertThat(container.select(Coffer.class).get().maintenance().isStarted()).isFalse();
    }
  }

  @Test
  void theSettingsHaveTheNamesOfSpringBoot() {
    set("coffer.maintenance.schedule.trim", "off");
    set("coffer.maintenance.schedule.recompress", "0 0 1 * * ?");
    set("coffer.maintenance.grace", "90s");
    set("coffer.maintenance.scrub-period", "7d");
    set("coffer.maintenance.keep-runs", "PT1H");
    set("coffer.maintenance.keep-daily-sizes", "90d");
    set("coffer.maintenance.largest-share", "0.5");
    set("coffer.maintenance.bytes-per-second", "20MB");
    set("coffer.maintenance.intended-cascades", "a, b");
    set("coffer.maintenance.node", "n7");
    try (WeldContainer container = Application.run(Unit.class)) {
      Maintenance maintenance = container.select(Coffer.class).get().maintenance();

      assertThat(maintenance.status())
          .filteredOn(each -> each.task() == MaintenanceTask.TRIM)
          .extracting(TaskStatus::schedule)
          .containsExactly((String) null);
      assertThat(maintenance.status())
          .filteredOn(each -> each.task() == MaintenanceTask.RECOMPRESS)
          .extracting(TaskStatus::schedule)
          .containsExactly("0 0 1 * * ?");
      assertThat(maintenance.run(MaintenanceTask.TRIM).node()).isEqualTo("n7");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "coffer.maintenance.schedule.trim, 0 0 25 * * ?",
    "coffer.maintenance.grace, soon",
    "coffer.maintenance.keep-daily-sizes, -1d",
    "coffer.maintenance.largest-share, 2",
    "coffer.maintenance.enabled, perhaps"
  })
  void anInvalidSettingIsNamed(String name, String value) {
    set(name, value);
    try (WeldContainer container = Application.run(Unit.class)) {
      assertThatThrownBy(() -> container.select(Coffer.class).get())
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining(name);
    }
  }
}
