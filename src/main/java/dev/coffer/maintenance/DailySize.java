package dev.coffer.maintenance;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A size of stored data as the task {@link MaintenanceTask#MEASURE} last found it on a day.
 *
 * @param day the day in UTC
 * @param measuredAt the time of the count
 * @param size what was counted
 */
public record DailySize<T>(LocalDate day, Instant measuredAt, T size) {}
