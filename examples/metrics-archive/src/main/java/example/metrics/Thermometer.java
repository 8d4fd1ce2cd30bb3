package example.metrics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A simulated instrument with seasons, nights and weather. Its readings are deterministic. */
final class Thermometer {

  static Map<LocalDate, double[]> month(YearMonth month) {
    Map<LocalDate, double[]> days = new TreeMap<>();
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      LocalDate date = month.atDay(day);
      days.put(date, day(date));
    }
    return days;
  }

  static double[] day(LocalDate date) {
    Random weather = new Random(date.toEpochDay());
    double season = 11 - 10 * Math.cos(2 * Math.PI * (date.getDayOfYear() - 20) / 365);
    double mood = weather.nextGaussian() * 3;
    double drift = 0;
    double[] readings = new double[Chunk.MINUTES];
    for (int minute = 0; minute < readings.length; minute++) {
      drift = 0.98 * drift + 0.05 * weather.nextGaussian();
      double hour = -4 * Math.cos(2 * Math.PI * (minute - 180) / Chunk.MINUTES);
      readings[minute] = Math.round(10 * (season + mood + hour + drift)) / 10.0;
    }
    return readings;
  }

  private Thermometer() {}
}
