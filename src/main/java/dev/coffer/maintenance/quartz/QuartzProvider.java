package dev.coffer.maintenance.quartz;

import dev.coffer.library.Libraries;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import dev.coffer.maintenance.schedule.SchedulerProvider;
import org.quartz.Scheduler;

/** The provider of schedulers of Quartz. */
public final class QuartzProvider implements SchedulerProvider {

  public QuartzProvider() {}

  @Override
  public boolean isAvailable() {
    return Libraries.arePresent("org.quartz.impl.StdSchedulerFactory");
  }

  @Override
  public MaintenanceScheduler create() {
    return QuartzScheduler.inMemory();
  }

  @Override
  public Class<?> type() {
    return Scheduler.class;
  }

  @Override
  public MaintenanceScheduler over(Object scheduler) {
    return QuartzScheduler.over((Scheduler) scheduler);
  }
}
