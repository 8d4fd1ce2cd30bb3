package dev.coffer;

import dev.coffer.api.InvalidSettingException;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.CronExpression;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The parsed schedule of the settings. */
final class ScheduledTasks {

  /** The common beginning of the names of these settings in hosts. */
  private static final String PREFIX = "coffer.maintenance.schedule.";

  private ScheduledTasks() {}

  /**
   * The scheduled tasks and their cron expressions.
   *
   * @throws InvalidSettingException if an expression is not valid
   */
  static Map<MaintenanceTask, CronExpression> of(MaintenanceSettings settings) {
    EnumMap<MaintenanceTask, CronExpression> tasks = new EnumMap<>(MaintenanceTask.class);
    settings.schedule().forEach((task, cron) -> tasks.put(task, parse(task, cron)));
    return Collections.unmodifiableMap(tasks);
  }

  private static CronExpression parse(MaintenanceTask task, String cron) {
    try {
      return CronExpression.parse(cron);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(PREFIX + task.id(), cron, e.getMessage(), e);
    }
  }
}
