package dev.coffer.tx;

import dev.coffer.schema.Database;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A unit of work whose owner tells it when its transaction has ended. */
final class CompletableUnit implements UnitOfWork {

  private static final Logger log = LoggerFactory.getLogger(UnitOfWork.class);

  private final Connection connection;
  private final Database database;
  private final boolean joinsHost;
  private final List<WriteTarget> targets;
  private boolean outcomeUnknown;
  private final List<Runnable> onCommit = new ArrayList<>();
  private final List<Runnable> onCompletion = new ArrayList<>();

  private CompletableUnit(
      Connection connection, Database database, boolean joinsHost, List<WriteTarget> targets) {
    this.connection = connection;
    this.database = database;
    this.joinsHost = joinsHost;
    this.targets = targets;
  }

  /**
   * A unit in a transaction of our own.
   *
   * @param targets takes what it announces to write
   */
  static CompletableUnit ofOwn(
      Connection connection, Database database, List<WriteTarget> targets) {
    return new CompletableUnit(connection, database, false, targets);
  }

  /** A unit in the transaction of a host. */
  static CompletableUnit ofHost(Connection connection, Database database) {
    return new CompletableUnit(connection, database, true, List.of());
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public boolean joinsHost() {
    return joinsHost;
  }

  @Override
  public void writes(WriteTarget target) {
    if (!joinsHost) {
      targets.add(target);
    }
  }

  @Override
  public boolean isOutcomeUnknown() {
    return outcomeUnknown;
  }

  /** To be told before {@link #completed} if no answer came that tells the outcome. */
  void loseOutcome() {
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

  boolean hasActions() {
    return !onCommit.isEmpty() || !onCompletion.isEmpty();
  }

  void completed(boolean committed) {
    if (committed) {
      onCommit.forEach(CompletableUnit::run);
    }
    onCompletion.forEach(CompletableUnit::run);
  }

  /**
   * The transaction has ended: an action that fails can no longer change that, nor stop the next.
   */
  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      log.error("What follows the end of a transaction failed.", e);
    }
  }
}
