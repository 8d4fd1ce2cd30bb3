package dev.coffer.record.cache;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** A unit of work that a test ends explicitly. */
public final class HeldWork implements UnitOfWork {
  private boolean lost;
  private final List<Runnable> onCommit = new ArrayList<>();
  private final List<Runnable> onCompletion = new ArrayList<>();
  private final List<Runnable> onRelease = new ArrayList<>();

  /** A put of a key that is in progress for the cache of a factory. */
  public static HeldWork put(
      SessionFactory sessions, String identity, String collection, String key) {
    HeldWork work = new HeldWork();
    long number = DatabaseMemories.number(identity, null);
    DatabaseMemories.memory(sessions.unwrap(SessionFactoryImplementor.class), identity, number, 0)
        .fence(work, new CachedRecord.Key(number, collection, key), true);
    return work;
  }

  public void commits() {
    onCommit.forEach(Runnable::run);
    fails();
  }

  /** Ends the work without an answer of the database. */
  public void isLost() {
    lost = true;
    fails();
  }

  @Override
  public boolean isOutcomeUnknown() {
    return lost;
  }

  public void fails() {
    onCompletion.forEach(Runnable::run);
    onRelease.forEach(Runnable::run);
  }

  @Override
  public void writes(WriteTarget target) {}

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
    onRelease.add(action);
  }

  @Override
  public boolean joinsHost() {
    return false;
  }

  @Override
  public Connection connection() {
    throw new AssertionError("only memory is told of it");
  }

  @Override
  public Dialect dialect() {
    throw new AssertionError("only memory is told of it");
  }
}
