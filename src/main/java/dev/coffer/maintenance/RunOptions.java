package dev.coffer.maintenance;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options of one run of a maintenance task. Immutable.
 *
 * @param dryRun whether the run only counts what it would do
 * @param force whether a collection goes on if it would delete more than the allowed share
 * @param grace the time for which an unreferenced content is kept; null for that of the settings
 * @param goOn called before each batch; false stops the run
 * @param progress is told of the progress after each batch, on the thread of the run
 */
public record RunOptions(
    boolean dryRun,
    boolean force,
    @Nullable Duration grace,
    BooleanSupplier goOn,
    Consumer<RunProgress> progress) {

  private static final RunOptions DEFAULTS =
      new RunOptions(false, false, null, () -> true, progress -> {});

  public RunOptions {
    Objects.requireNonNull(goOn, "The argument 'goOn' is null.");
    Objects.requireNonNull(progress, "The argument 'progress' is null.");
    if (grace != null && grace.isNegative()) {
      throw new IllegalArgumentException("The grace is " + grace + "; use 0 or more.");
    }
  }

  /** The options of a scheduled run. */
  public static RunOptions defaults() {
    return DEFAULTS;
  }

  /** A copy that only counts what the run would do. */
  public RunOptions withDryRun(boolean dryRun) {
    return new RunOptions(dryRun, force, grace, goOn, progress);
  }

  /** A copy that may delete more contents than the allowed share. */
  public RunOptions withForce(boolean force) {
    return new RunOptions(dryRun, force, grace, goOn, progress);
  }

  /** A copy with this grace; zero collects at once what no row refers to. */
  public RunOptions withGrace(Duration grace) {
    Objects.requireNonNull(grace, "The argument 'grace' is null.");
    return new RunOptions(dryRun, force, grace, goOn, progress);
  }

  /** A copy that stops when the supplier returns false. */
  public RunOptions withGoOn(BooleanSupplier goOn) {
    return new RunOptions(dryRun, force, grace, goOn, progress);
  }

  /** A copy that tells its progress. */
  public RunOptions withProgress(Consumer<RunProgress> progress) {
    return new RunOptions(dryRun, force, grace, goOn, progress);
  }
}
