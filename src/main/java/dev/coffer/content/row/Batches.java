package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where the batches of one upload or download run: each in a unit of work of its own, or all in the
 * same.
 */
public interface Batches {
  <R extends @Nullable Object> R run(Work<R> work) throws SQLException;

  /** Runs every batch in this unit. */
  static Batches within(UnitOfWork unit) {
    return new Batches() {
      @Override
      public <R extends @Nullable Object> R run(Work<R> work) throws SQLException {
        return work.run(unit);
      }
    };
  }
}
