package dev.coffer.topology.survey;

import dev.coffer.dialect.TopologySql;
import dev.coffer.topology.Follower;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a server for the servers that copy its commits. */
final class FollowerQuery {

  private FollowerQuery() {}

  /**
   * The followers and what of them is not visible.
   *
   * @param unseen null if all is visible
   */
  record Answer(List<Follower> followers, @Nullable String unseen) {}

  static Answer run(UnitOfWork unit) throws SQLException {
    TopologySql sql = unit.dialect().topology().orElse(null);
    if (sql == null) {
      return new Answer(List.of(), null);
    }
    List<Follower> followers = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql.followers());
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        followers.add(sql.detailed() ? detailed(row) : registered(row));
      }
    } catch (SQLException e) {
      if (unit.dialect().isUnavailable(e)) {
        throw e;
      }
      return new Answer(List.of(), "the followers: " + reason(unit, sql, e));
    }
    long hidden =
        sql.detailed() ? followers.stream().filter(each -> each.state() == null).count() : 0;
    return new Answer(
        followers,
        hidden == 0
            ? null
            : "the state of "
                + hidden
                + (hidden == 1 ? " follower: " : " followers: ")
                + lacks(sql));
  }

  /** A service may have a server without such a query, and works otherwise. */
  private static String reason(UnitOfWork unit, TopologySql sql, SQLException refusal) {
    return unit.dialect().isDenied(refusal)
        ? lacks(sql)
        : "the server refused the query: " + refusal.getMessage();
  }

  private static String lacks(TopologySql sql) {
    return "the account lacks the right " + sql.rightToSee();
  }

  private static Follower detailed(ResultSet row) throws SQLException {
    long behind = row.getLong(5);
    return new Follower(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.wasNull() ? null : behind);
  }

  private static Follower registered(ResultSet row) throws SQLException {
    String host = row.getString(2);
    return new Follower(
        row.getString(1),
        host == null || host.isEmpty() ? null : host + ":" + row.getInt(3),
        null,
        null,
        null);
  }
}
