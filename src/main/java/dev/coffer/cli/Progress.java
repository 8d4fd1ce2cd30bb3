package dev.coffer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shows a person how far the work is, how fast it goes and how long it will take. A thread of its
 * own draws the line, so that it goes on while one step takes long.
 */
final class Progress implements AutoCloseable {
  /** The unit of amounts that are counted in bytes. */
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
   * Shows nothing unless a person is watching.
   *
   * @param unit what is counted, in the plural, or what is done where nothing can be counted
   */
  Progress(Console console, String unit) {
    this.console = console;
    this.unit = unit;
    if (console.showsProgress()) {
      this.width = console.terminal().width();
      Thread drawing = new Thread(this::drawAgainAndAgain, "coffer-progress");
      drawing.setDaemon(true);
      drawing.start();
    } else {
      this.width = 0;
    }
  }

  /**
   * Tells how far the work is.
   *
   * @param count how many are done
   * @param position how far that is on the way to the total
   * @param total where the position will end; 0 if unknown
   * @throws InterruptedCommandException if the user wants no more of it
   */
  void at(long count, long position, long total) {
    console.interruption().check();
    state = new State(count, position, total);
  }

  private void drawAgainAndAgain() {
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

  /** The line shown after some time at work. */
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

  /** Leaves the line blank, for what is printed next. */
  @Override
  public void close() {
    closed.countDown();
    console.clearStatus();
  }
}
