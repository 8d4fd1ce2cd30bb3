package dev.coffer.cli;

import java.io.PrintStream;

/** A line on the standard error that is overwritten repeatedly. Thread-safe. */
final class StatusLine {
  private final PrintStream err;
  private int shown;

  StatusLine(PrintStream err) {
    this.err = err;
  }

  /** Replaces the shown text; the new text is truncated to the width. */
  synchronized void show(String text, int width) {
    // Some terminals move to the next line after a full line.
    String line = text.substring(0, Math.min(text.length(), Math.max(0, width - 1)));
    err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    err.flush();
    shown = line.length();
  }

  /** Clears the line and runs other output before the next text is shown. */
  synchronized void clearFor(Runnable writing) {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
      shown = 0;
    }
    writing.run();
  }
}
