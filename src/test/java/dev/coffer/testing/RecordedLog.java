package dev.coffer.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Records the messages of a logger and its children from a level on, until {@link #close()}. */
public final class RecordedLog implements AutoCloseable {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  // A field, because java.util.logging references its loggers weakly.
  private final Logger logger;
  private final Level least;
  private final @Nullable Level before;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord each) {
          if (each.getLevel().intValue() >= least.intValue()) {
            records.add(each);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** Records the logger of this name; "" is the root of all. */
  public RecordedLog(String name, Level least) {
    this.least = least;
    logger = Logger.getLogger(name);
    before = logger.getLevel();
    logger.setLevel(least);
    logger.addHandler(handler);
  }

  /** The messages, each with its exception if it has one. */
  public List<String> texts() {
    return records.stream()
        .map(each -> each.getMessage() + (each.getThrown() == null ? "" : " " + each.getThrown()))
        .toList();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setLevel(before);
  }
}
