package dev.coffer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
  private volatile State state = new State(0, 0, 0);

  private record State(long count, long position, long total) {}

  /**
   * Starts a progress line, if the standard error is a terminal.
   *
   * @param unit the counted unit, in the plural, or the activity if nothing can be counted
   */
  Progress(Console console, String unit) {
    this.console = console;
    this.unit = unit;
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
    state = new State(count, position, total);
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
    State now = state;
    Duration spent = Duration.ofNanos(System.nanoTime() - start);
    console.status(line(now.count, now.position, now.total, unit, spent), width, closed);
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
    double left = (double) Math.max(0, total - position) / position * spent.toNanos();
    return line + ", " + Amounts.time(Duration.ofSeconds(Math.round(left / 1e9))) + " left";
  }

  /** Clears the line for the following output. */
  @Override
  public void close() {
    closed.countDown();
    console.clearStatus();
  }
}
