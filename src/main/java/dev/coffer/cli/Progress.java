package dev.coffer.cli;

import java.time.Duration;

/** Shows a person how far the work is, how fast it goes and how long it will take. */
final class Progress implements AutoCloseable {
  private static final long INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

  private final Console console;
  private final String unit;
  private final long start = System.nanoTime();
  private long lastShown = start;
  private int shownLength;

  /**
   * Shows nothing unless a person is watching.
   *
   * @param unit what is counted, in the plural
   */
  Progress(Console console, String unit) {
    this.console = console;
    this.unit = unit;
  }

  /**
   * Tells how far the work is.
   *
   * @param count how many are done
   * @param position how far that is on the way to the total
   * @param total where the position will end; 0 if unknown
   */
  void at(long count, long position, long total) {
    long now = System.nanoTime();
    if (console.isTerminal() && now - lastShown >= INTERVAL_NANOS) {
      lastShown = now;
      show(line(count, position, total, unit, Duration.ofNanos(now - start)));
    }
  }

  /** The line shown after some time at work. */
  static String line(long count, long position, long total, String unit, Duration spent) {
    StringBuilder line = new StringBuilder(Amounts.count(count)).append(' ').append(unit);
    line.append(", ").append(Amounts.count(Math.round(Amounts.rate(count, spent)))).append("/s");
    if (total > 0 && position > 0) {
      double left = (double) Math.max(0, total - position) / position * spent.toSeconds();
      line.append(", ").append(Amounts.time(Duration.ofSeconds(Math.round(left)))).append(" left");
    }
    return line.toString();
  }

  private void show(String line) {
    String padding = " ".repeat(Math.max(0, shownLength - line.length()));
    console.err().print("\r" + line + padding);
    console.err().flush();
    shownLength = line.length();
  }

  /** Leaves the line blank, for what is printed next. */
  @Override
  public void close() {
    if (shownLength > 0) {
      show("");
      console.err().print("\r");
      console.err().flush();
    }
  }
}
