package dev.coffer.maintenance.quartz;

import dev.coffer.maintenance.schedule.SchedulerProvider;

/** Prints whether a scheduler library is found. */
final class WithoutQuartz {
  private WithoutQuartz() {}

  public static void main(String[] arguments) {
    System.out.println("installed: " + SchedulerProvider.installed().isPresent());
  }
}
