package dev.coffer.spring;

import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import dev.coffer.maintenance.schedule.SchedulerProvider;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Finds the application's scheduler for maintenance. */
final class HostScheduler {

  private HostScheduler() {}

  static MaintenanceScheduler of(ListableBeanFactory beans) {
    SchedulerProvider provider =
        SchedulerProvider.installed()
            .orElseThrow(() -> invalid("Quartz is not on the class path; add it, or use 'own'"));
    Object scheduler = beans.getBeanProvider(provider.type()).getIfUnique();
    if (scheduler == null) {
      throw invalid(
          "there is not exactly one bean of the type "
              + provider.type().getName()
              + "; define one, or use 'own'");
    }
    return provider.over(scheduler);
  }

  private static InvalidConfigurationPropertyValueException invalid(String problem) {
    return new InvalidConfigurationPropertyValueException(
        "coffer.maintenance.scheduler", "host", problem);
  }
}
