package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The units of work for the batches of one upload or download: a separate unit for each batch, or
 * the same unit for all.
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
