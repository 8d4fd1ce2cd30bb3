package dev.coffer.cli;

import java.time.Duration;
import java.util.Locale;

/** Formats numbers for people. */
final class Amounts {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** A whole number with separators of thousands. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of bytes in the largest suitable unit. */
  static String bytes(long number) {
    if (number < 1024) {
      return number + " B";
    }
    double scaled = number / 1024.0;
    int unit = 0;
    while (scaled >= 1024 && unit < UNITS.length - 1) {
      scaled /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%,.1f %s", scaled, UNITS[unit]);
  }

  /** The saved part of a whole, in per cent; a dash if the whole is 0. */
  static String saving(long whole, long rest) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * (whole - rest) / whole);
  }

  /** The number per second. */
  static double rate(long number, Duration time) {
    return number / Math.max(1e-9, time.toNanos() / 1e9);
  }

  /** An age in the largest unit of which it has at least one. */
  static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + "d";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + "m" : age.toSeconds() + "s";
  }

  /** A duration in hours, minutes and seconds. */
  static String time(Duration time) {
    String minutes =
        String.format(Locale.ROOT, "%02d:%02d", time.toMinutesPart(), time.toSecondsPart());
    return time.toHours() == 0 ? minutes : time.toHours() + ":" + minutes;
  }
}
