package dev.coffer.tx;

import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A unit of work whose owner notifies it of the end of its transaction. */
final class CompletableUnit implements UnitOfWork {

  private static final Logger log = LoggerFactory.getLogger(UnitOfWork.class);

  private final Connection connection;
  private final Dialect dialect;
  private final boolean joinsHost;
  private final @Nullable List<WriteTarget> targets;
  private final @Nullable ReleaseActions release;
  private boolean outcomeUnknown;
  private final List<Runnable> onCommit = new ArrayList<>();
  private final List<Runnable> onCompletion = new ArrayList<>();
  private @Nullable List<Runnable> onRelease;

  private CompletableUnit(
      Connection connection,
      Dialect dialect,
      boolean joinsHost,
      @Nullable List<WriteTarget> targets,
      @Nullable ReleaseActions release) {
    this.connection = connection;
    this.dialect = dialect;
    this.joinsHost = joinsHost;
    this.targets = targets;
    this.release = release;
  }

  /**
   * Creates a unit in one of Coffer's own transactions.
   *
   * @param targets receives the announced write targets
   * @param release receives the actions after the release of the connection
   */
  static CompletableUnit ofOwn(
      Connection connection, Dialect dialect, List<WriteTarget> targets, ReleaseActions release) {
    return new CompletableUnit(connection, dialect, false, targets, release);
  }

  /** Creates a unit in a transaction of the host. */
  static CompletableUnit ofHost(Connection connection, Dialect dialect) {
    return new CompletableUnit(connection, dialect, true, null, null);
  }

  /**
   * Creates a unit of a transaction that spans several units, as a host's does, and that Coffer
   * commits.
   *
   * @param targets receives the announced write targets of all units
   * @param release receives the actions after the release of the connection
   */
  static CompletableUnit ofSpan(
      Connection connection, Dialect dialect, List<WriteTarget> targets, ReleaseActions release) {
    return new CompletableUnit(connection, dialect, true, targets, release);
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public boolean joinsHost() {
    return joinsHost;
  }

  @Override
  public void writes(WriteTarget target) {
    if (targets != null) {
      targets.add(target);
    }
  }

  @Override
  public boolean isOutcomeUnknown() {
    return outcomeUnknown;
  }

  /**
   * Marks the outcome as unknown. Call this before {@link #completed} if no definite answer came.
   */
  void markOutcomeUnknown() {
    outcomeUnknown = true;
  }

  @Override
  public void afterCommit(Runnable action) {
    onCommit.add(action);
  }

  @Override
  public void afterCompletion(Runnable action) {
    onCompletion.add(action);
  }

  @Override
  public void afterRelease(Runnable action) {
    if (onRelease == null) {
      onRelease = new ArrayList<>();
    }
    onRelease.add(action);
  }

  boolean hasActions() {
    return !onCommit.isEmpty() || !onCompletion.isEmpty() || onRelease != null;
  }

  void completed(boolean committed) {
    if (committed) {
      onCommit.forEach(CompletableUnit::run);
    }
    onCompletion.forEach(CompletableUnit::run);
    if (onRelease != null && release != null) {
      release.add(onRelease);
    } else if (onRelease != null) {
      onRelease.forEach(CompletableUnit::run);
    }
  }

  /**
   * Runs an action after the end of the transaction. A failed action changes neither the outcome
   * nor the following actions.
   */
  static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      log.error("An action after the end of a transaction failed.", e);
    }
  }
}
