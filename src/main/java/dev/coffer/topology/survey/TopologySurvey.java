package dev.coffer.topology.survey;

import dev.coffer.dialect.ReplicationSql;
import dev.coffer.maintenance.lease.ProcessRows;
import dev.coffer.topology.ClusterState;
import dev.coffer.topology.ReplicaState;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.Topology;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Surveys the servers and processes around a Coffer, by a few small queries. */
public final class TopologySurvey {

  private final Transactions transactions;

  public TopologySurvey(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The product and version of the server. */
  public String database() {
    return transactions.read(
        unit -> {
          DatabaseMetaData product = unit.connection().getMetaData();
          return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion();
        });
  }

  /** The Galera cluster of the server; null if it is in none. */
  public @Nullable ClusterState cluster() {
    return transactions.read(ClusterQuery::run);
  }

  /**
   * Surveys all.
   *
   * @param replicas the replicas that this process uses
   * @param process the name of this process
   */
  public Topology run(List<ReplicaState> replicas, String process) {
    ClusterState cluster = cluster();
    if (cluster != null && !cluster.hasQuorum()) {
      return new Topology(
          database(),
          ServerRole.MEMBER,
          cluster,
          List.of(),
          replicas,
          process,
          List.of(),
          List.of(),
          List.of("the followers, processes and leases: the node refuses all queries"));
    }
    // Each question has a connection of its own: PostgreSQL answers none after a refused one.
    boolean writable = transactions.read(TopologySurvey::isWritable);
    FollowerQuery.Answer followers = transactions.read(FollowerQuery::run);
    String unseen = followers.unseen();
    return new Topology(
        database(),
        role(writable, cluster, !followers.followers().isEmpty() || !replicas.isEmpty()),
        cluster,
        followers.followers(),
        replicas,
        process,
        transactions.read(ProcessRows::processes),
        transactions.read(ProcessRows::leases),
        unseen == null ? List.of() : List.of(unseen));
  }

  private static ServerRole role(
      boolean writable, @Nullable ClusterState cluster, boolean isFollowed) {
    if (!writable) {
      return ServerRole.READ_ONLY;
    }
    if (cluster != null) {
      return ServerRole.MEMBER;
    }
    return isFollowed ? ServerRole.PRIMARY : ServerRole.ALONE;
  }

  private static boolean isWritable(UnitOfWork unit) throws SQLException {
    ReplicationSql replication = unit.dialect().replication().orElse(null);
    if (replication == null) {
      return !unit.connection().isReadOnly();
    }
    try (PreparedStatement query = unit.connection().prepareStatement(replication.writable());
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
