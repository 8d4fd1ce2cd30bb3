package dev.coffer.topology.survey;

import dev.coffer.topology.ShardPlace;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a database for its place in a cluster of shards. */
final class ShardQuery {

  private static final String PLACE =
      "select s.cluster_id, s.name, s.map_version, m.weight_before, m.weight_after from"
          + " coffer_shard s left join coffer_shard_member m on m.name = s.name where s.id = 1";

  private ShardQuery() {}

  /**
   * The place and what of it is not visible.
   *
   * @param place null if the database is no shard
   * @param unseen empty if all is visible
   */
  record Answer(@Nullable ShardPlace place, List<String> unseen) {}

  static Answer run(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query = unit.connection().prepareStatement(PLACE);
        ResultSet row = query.executeQuery()) {
      return new Answer(row.next() ? place(row) : null, List.of());
    } catch (SQLException e) {
      if (!unit.dialect().isDenied(e)) {
        throw e;
      }
      return new Answer(
          null, List.of("the shard: the account lacks the right to select from its tables"));
    }
  }

  private static ShardPlace place(ResultSet row) throws SQLException {
    return new ShardPlace(
        Objects.requireNonNull(row.getString(1)),
        Objects.requireNonNull(row.getString(2)),
        row.getInt(4),
        row.getInt(5),
        row.getLong(3));
  }
}
