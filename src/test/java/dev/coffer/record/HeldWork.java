package dev.coffer.record;

import dev.coffer.schema.Database;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Work that ends when it is told to. */
final class HeldWork implements UnitOfWork {
  private boolean lost;
  private final List<Runnable> onCommit = new ArrayList<>();
  private final List<Runnable> onCompletion = new ArrayList<>();

  void commits() {
    onCommit.forEach(Runnable::run);
    fails();
  }

  /** Ends without an answer of the database. */
  void isLost() {
    lost = true;
    fails();
  }

  @Override
  public boolean isOutcomeUnknown() {
    return lost;
  }

  void fails() {
    onCompletion.forEach(Runnable::run);
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
  public boolean joinsHost() {
    return false;
  }

  @Override
  public Connection connection() {
    throw new AssertionError("only memory is told of it");
  }

  @Override
  public Database database() {
    throw new AssertionError("only memory is told of it");
  }
}
