package dev.coffer.maintenance.quartz;

import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import dev.coffer.maintenance.schedule.SchedulerProvider;
import org.quartz.Scheduler;

/** The provider of schedulers of Quartz. */
public final class QuartzProvider implements SchedulerProvider {

  public QuartzProvider() {}

  @Override
  public boolean isAvailable() {
    try {
      Class.forName("org.quartz.impl.StdSchedulerFactory", false, getClass().getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
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
