package dev.coffer.tx;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The work inside one {@link UnitOfWork}. It may run more than once, each time from its start. */
@FunctionalInterface
public interface Work<R extends @Nullable Object> {
  R run(UnitOfWork unit) throws SQLException;
}
