package dev.coffer.maintenance.upkeep;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a database tells of waste, and how it rebuilds an object without it. The units of work that
 * change something are connections in autocommit mode. Stateless.
 */
interface Rebuilding {

  /** The result of an attempt to rebuild an object. */
  enum Result {
    /** The object was rebuilt. */
    REBUILT("it was rebuilt"),
    /** The account has no right to rebuild the object. */
    DENIED("the account has no right to rebuild it"),
    /** Another session held a lock for too long. The next run tries again. */
    BUSY("it was not rebuilt, because another session had a lock; the next run tries again"),
    /** Only an operator can rebuild the object. */
    REPORTED("SHUTDOWN COMPACT removes the waste, and ends all connections");

    private final String description;

    Result(String description) {
      this.description = description;
    }

    /** The result in messages. */
    String description() {
      return description;
    }
  }

  /** The objects of Coffer whose waste the database knows, in the order of their names. */
  List<Fragment> find(UnitOfWork unit) throws SQLException;

  /** What {@link #rebuild} would probably return. */
  default Result forecast(Fragment fragment) {
    return fragment.permitted() ? Result.REBUILT : Result.DENIED;
  }

  /** Rebuilds an object. */
  Result rebuild(UnitOfWork unit, Fragment fragment) throws SQLException;

  /** The names of what rebuildings that never ended have left, quoted for a statement. */
  default List<String> leftOvers(UnitOfWork unit) throws SQLException {
    return List.of();
  }

  /** Drops what a rebuilding has left. Returns false if a lock or a missing right prevents it. */
  default boolean drop(UnitOfWork unit, String leftOver) throws SQLException {
    return false;
  }

  static Rebuilding of(Dialect.Product product) {
    return switch (product) {
      case H2 -> new H2Rebuilding();
      case MARIADB -> new MariaDbRebuilding();
      case POSTGRESQL -> new PostgreSqlRebuilding();
    };
  }

  /** The result for an error of a statement that the database refused; null for other errors. */
  static @Nullable Result refusal(UnitOfWork unit, SQLException error) {
    if (unit.dialect().isDenied(error)) {
      return Result.DENIED;
    }
    return unit.dialect().isRetryable(error) ? Result.BUSY : null;
  }

  /** Executes a statement without values. */
  static void execute(UnitOfWork unit, String sql) throws SQLException {
    try (Statement statement = unit.connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
