package dev.coffer.tx;

import dev.coffer.dialect.Dialect;
import java.sql.Connection;

/**
 * A unit of work whose statements have a guard; see {@link Dialect#writingWhile}. As thread-safe as
 * the given one.
 *
 * @param given the unit of work
 * @param dialect the dialect with the guard
 */
record GuardedUnit(UnitOfWork given, Dialect dialect) implements UnitOfWork {

  @Override
  public Connection connection() {
    return given.connection();
  }

  @Override
  public boolean joinsHost() {
    return given.joinsHost();
  }

  @Override
  public void writes(WriteTarget target) {
    given.writes(target);
  }

  @Override
  public boolean isOutcomeUnknown() {
    return given.isOutcomeUnknown();
  }

  @Override
  public void afterCommit(Runnable action) {
    given.afterCommit(action);
  }

  @Override
  public void afterCompletion(Runnable action) {
    given.afterCompletion(action);
  }

  @Override
  public void afterRelease(Runnable action) {
    given.afterRelease(action);
  }
}
