package dev.coffer.cli;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers as people read them. */
final class Amounts {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** A whole number with its thousands apart. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of bytes in the largest unit that it fills. */
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

  /** The part of a whole that was saved, in per cent; a dash where there is no whole. */
  static String saving(long whole, long rest) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * (whole - rest) / whole);
  }

  /** How many a second. */
  static double rate(long number, Duration time) {
    return number / Math.max(1e-9, time.toNanos() / 1e9);
  }

  /** Hours, minutes and seconds. */
  static String time(Duration time) {
    String minutes =
        String.format(Locale.ROOT, "%02d:%02d", time.toMinutesPart(), time.toSecondsPart());
    return time.toHours() == 0 ? minutes : time.toHours() + ":" + minutes;
  }
}
