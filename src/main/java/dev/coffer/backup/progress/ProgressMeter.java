package dev.coffer.backup.progress;

import dev.coffer.backup.BackupOperation;
import dev.coffer.backup.BackupProgress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the items of one operation and tells a listener from time to time. Used by one thread. */
public final class ProgressMeter {
  private static final long PERIOD_NANOS = Duration.ofMillis(200).toNanos();

  private final BackupOperation operation;
  private final long total;
  private final @Nullable Consumer<BackupProgress> listener;
  private long done;
  private long bytes;
  private long told = System.nanoTime();

  /**
   * Creates a meter.
   *
   * @param total the number of all items
   * @param listener null for none
   */
  public ProgressMeter(
      BackupOperation operation, long total, @Nullable Consumer<BackupProgress> listener) {
    this.operation = operation;
    this.total = total;
    this.listener = listener;
  }

  /** A meter without a listener. */
  public static ProgressMeter silent(BackupOperation operation) {
    return new ProgressMeter(operation, 0, null);
  }

  /** Counts items and bytes that are done. */
  public void add(long moreItems, long moreBytes) {
    done += moreItems;
    bytes += moreBytes;
    if (listener != null && System.nanoTime() - told >= PERIOD_NANOS) {
      tell();
    }
  }

  /** Tells the listener the final figures. */
  public void end() {
    tell();
  }

  private void tell() {
    if (listener != null) {
      told = System.nanoTime();
      listener.accept(new BackupProgress(operation, done, Math.max(total, done), bytes));
    }
  }
}
