package dev.coffer.tx;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** A query that the database stops with an exception after some time. */
public final class LimitedQuery {

  private LimitedQuery() {}

  /**
   * Executes a query. On H2 a limit holds for the whole connection, so it ends with the query.
   *
   * @param limit the time, in whole seconds
   */
  public static ResultSet execute(PreparedStatement query, Duration limit) throws SQLException {
    int before = query.getQueryTimeout();
    query.setQueryTimeout(Math.toIntExact(limit.toSeconds()));
    ResultSet rows;
    try {
      rows = query.executeQuery();
    } catch (SQLException | RuntimeException | Error failure) {
      Afterwards.run(failure, () -> query.setQueryTimeout(before));
      throw failure;
    }
    query.setQueryTimeout(before);
    return rows;
  }
}
