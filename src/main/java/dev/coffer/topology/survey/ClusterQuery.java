package dev.coffer.topology.survey;

import dev.coffer.dialect.TopologySql;
import dev.coffer.topology.ClusterState;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a server for its Galera cluster. A node without a majority answers too. */
final class ClusterQuery {

  private ClusterQuery() {}

  /** The cluster of the server; null if it is in none. */
  static @Nullable ClusterState run(UnitOfWork unit) throws SQLException {
    String sql = unit.dialect().topology().map(TopologySql::cluster).orElse("");
    return sql.isEmpty() ? null : state(variables(unit, sql));
  }

  private static Map<String, String> variables(UnitOfWork unit, String sql) throws SQLException {
    Map<String, String> variables = new HashMap<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        variables.put(row.getString(1), row.getString(2));
      }
    }
    return variables;
  }

  /** The state that these variables of a server describe; null if the server has no cluster. */
  static @Nullable ClusterState state(Map<String, String> variables) {
    if (!variables.getOrDefault("wsrep_on", "OFF").equals("ON")) {
      return null;
    }
    List<String> addresses =
        Arrays.stream(variables.getOrDefault("wsrep_incoming_addresses", "").split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    return new ClusterState(
        variables.getOrDefault("wsrep_cluster_name", ""),
        number(variables, "wsrep_cluster_size"),
        variables.getOrDefault("wsrep_cluster_status", "Disconnected"),
        addresses,
        variables.getOrDefault("wsrep_node_name", ""),
        number(variables, "wsrep_local_index"),
        variables.getOrDefault("wsrep_local_state_comment", ""));
  }

  /** A number; the server writes -1 without a sign, in 64 bits. */
  private static int number(Map<String, String> variables, String name) {
    return (int) Long.parseUnsignedLong(variables.getOrDefault(name, "0"));
  }
}
