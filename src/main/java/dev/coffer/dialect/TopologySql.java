package dev.coffer.dialect;

/**
 * The queries for the servers around a server.
 *
 * @param cluster a query for names, in lower case, and values of the variables of its Galera
 *     cluster, which a node without a majority answers too; empty if the product has no cluster
 * @param followers a query for the servers that copy its commits. If it is detailed: name, address,
 *     state, synchronization and bytes behind; otherwise number, host and port
 * @param detailed whether the query for followers is detailed; an account without the right sees
 *     the rows without their state
 * @param rightToSee the right that an account needs to see all of the followers
 */
public record TopologySql(String cluster, String followers, boolean detailed, String rightToSee) {

  /** Each account may read the variables of its cluster. */
  static final TopologySql MARIADB =
      new TopologySql(
          """
          select lower(variable_name), variable_value from information_schema.global_variables
            where variable_name in ('WSREP_ON', 'WSREP_CLUSTER_NAME', 'WSREP_NODE_NAME')
          union all
          select lower(variable_name), variable_value from information_schema.global_status
            where variable_name in ('WSREP_CLUSTER_SIZE', 'WSREP_CLUSTER_STATUS',
              'WSREP_INCOMING_ADDRESSES', 'WSREP_LOCAL_INDEX', 'WSREP_LOCAL_STATE_COMMENT')
          """,
          "show replica hosts",
          false,
          "REPLICATION MASTER ADMIN");

  /** Each account sees that there are followers. */
  static final TopologySql POSTGRESQL =
      new TopologySql(
          "",
          """
          select application_name, coalesce(client_hostname, host(client_addr)), state, sync_state,
            cast(pg_wal_lsn_diff(
              case when pg_is_in_recovery() then pg_last_wal_receive_lsn()
                else pg_current_wal_lsn() end, replay_lsn) as bigint)
          from pg_stat_replication order by application_name, client_addr, pid
          """,
          true,
          "pg_read_all_stats");
}
