package dev.coffer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Shows the progress, the rate and the remaining time of the work. A separate thread draws the
 * line, so that it is updated during a long step.
 */
final class Progress implements AutoCloseable {
  /** The unit for amounts in bytes. */
  static final String BYTES = "";

  private static final long INTERVAL_MILLIS = 250;

  private final Console console;
  private final String unit;
  private final int width;
  private final long start = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Function<Duration, String> line;

  /**
   * Starts a progress line, if the standard error is a terminal.
   *
   * @param unit the counted unit, in the plural, or the activity if nothing can be counted
   */
  Progress(Console console, String unit) {
    this.console = console;
    this.unit = unit;
    this.line = spent -> line(0, 0, 0, unit, spent);
    if (console.showsProgress()) {
      this.width = console.terminal().width();
      Thread drawing = new Thread(this::drawPeriodically, "coffer-progress");
      drawing.setDaemon(true);
      drawing.start();
    } else {
      this.width = 0;
    }
  }

  /**
   * Updates the progress.
   *
   * @param count the number of processed units
   * @param position the position relative to the total
   * @param total the final position; 0 if unknown
   * @throws InterruptedCommandException if the user interrupted the command
   */
  void at(long count, long position, long total) {
    console.interruption().check();
    line = spent -> line(count, position, total, unit, spent);
  }

  /**
   * Updates the progress of work that stops by itself if the user interrupts the command.
   *
   * @param figures the figures so far, as text
   * @param share the share of the work that is done, from 0 to 1; negative if it is unknown
   */
  void at(String figures, double share) {
    line = spent -> line(unit, figures, share, spent);
  }

  /**
   * Updates the progress of work on items and their bytes.
   *
   * @param total the final number of items; 0 if unknown
   * @throws InterruptedCommandException if the user interrupted the command
   */
  void at(String activity, long done, long total, long bytes) {
    console.interruption().check();
    line = spent -> line(activity, done, total, bytes, spent);
  }

  private void drawPeriodically() {
    try {
      while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        draw();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void draw() {
    Duration spent = Duration.ofNanos(System.nanoTime() - start);
    console.status(line.apply(spent), width, closed);
  }

  /** The progress line after this time. */
  static String line(long count, long position, long total, String unit, Duration spent) {
    if (count == 0) {
      return unit.equals(BYTES) ? Amounts.time(spent) : unit + ", " + Amounts.time(spent);
    }
    double rate = Amounts.rate(count, spent);
    String line =
        unit.equals(BYTES)
            ? Amounts.bytes(count) + ", " + Amounts.bytes(Math.round(rate)) + "/s"
            : Amounts.count(count) + " " + unit + ", " + Amounts.count(Math.round(rate)) + "/s";
    if (total <= 0 || position <= 0) {
      return line;
    }
    return line + ", " + left((double) position / total, spent);
  }

  /** The progress line with these figures after this time. */
  static String line(String activity, String figures, double share, Duration spent) {
    String line = activity + ": " + (figures.isEmpty() ? "" : figures + ", ") + Amounts.time(spent);
    if (share <= 0) {
      return line;
    }
    return "%s, %.0f %%, %s".formatted(line, 100 * share, left(share, spent));
  }

  /** The progress line of work on items and their bytes after this time. */
  static String line(String activity, long done, long total, long bytes, Duration spent) {
    StringBuilder figures = new StringBuilder();
    if (done > 0) {
      figures.append(Amounts.count(done));
      figures.append(total > 0 ? " of " + Amounts.count(total) : "");
    }
    if (bytes > 0) {
      figures.append(figures.isEmpty() ? "" : ", ").append(Amounts.bytes(bytes));
      figures.append(", ").append(Amounts.bytes(Math.round(Amounts.rate(bytes, spent))));
      figures.append("/s");
    }
    double share = total > 0 ? Math.min(1, (double) done / total) : -1;
    return line(activity, figures.toString(), share, spent);
  }

  private static String left(double share, Duration spent) {
    double left = Math.max(0, 1 - share) / share * spent.toNanos();
    return Amounts.time(Duration.ofSeconds(Math.round(left / 1e9))) + " left";
  }

  /** Clears the line for the following output. */
  @Override
  public void close() {
    closed.countDown();
    console.clearStatus();
  }
}
