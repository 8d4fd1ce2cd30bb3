package dev.coffer.cli;

import java.io.PrintStream;

/** The line on the standard error that is written over again and again. Thread-safe. */
final class StatusLine {
  private final PrintStream err;
  private int shown;

  StatusLine(PrintStream err) {
    this.err = err;
  }

  /** Shows a text in place of the one before, cut where it would not fit. */
  synchronized void show(String text, int width) {
    // A full line makes some terminals go to the next one.
    String line = text.substring(0, Math.min(text.length(), Math.max(0, width - 1)));
    err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    err.flush();
    shown = line.length();
  }

  /** Makes the line blank, and writes something else before the next text is shown. */
  synchronized void clearFor(Runnable writing) {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
      shown = 0;
    }
    writing.run();
  }
}
