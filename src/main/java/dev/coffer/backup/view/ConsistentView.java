package dev.coffer.backup.view;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries that all see the database at one moment, while others write. Stateless.
 *
 * <p>MariaDB and PostgreSQL do so at REPEATABLE READ. H2's REPEATABLE READ shows phantoms, so its
 * level SNAPSHOT is used. The moment is that of the first statement. No statement takes a lock that
 * a writer of rows waits for.
 */
public final class ConsistentView {
  /** {@code org.h2.engine.Constants.TRANSACTION_SNAPSHOT}. */
  private static final int H2_SNAPSHOT = 6;

  private ConsistentView() {}

  /** Runs work on one connection and ends its transaction. */
  public static <R extends @Nullable Object> R read(Transactions own, Work<R> work) {
    return own.read(unit -> within(unit, work));
  }

  private static <R extends @Nullable Object> R within(UnitOfWork unit, Work<R> work)
      throws SQLException {
    Connection connection = unit.connection();
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    if (!autoCommit) {
      // The level cannot be changed within a transaction.
      connection.rollback();
    }
    connection.setTransactionIsolation(
        unit.dialect().product() == Dialect.Product.H2
            ? H2_SNAPSHOT
            : Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try {
      begin(unit);
      return work.run(unit);
    } finally {
      connection.rollback();
      connection.setTransactionIsolation(isolation);
      connection.setAutoCommit(autoCommit);
    }
  }

  private static void begin(UnitOfWork unit) throws SQLException {
    String sql =
        switch (unit.dialect().product()) {
          case MARIADB -> "start transaction with consistent snapshot, read only";
          case POSTGRESQL -> "set transaction read only";
          case H2 -> "select 1";
        };
    try (Statement statement = unit.connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
