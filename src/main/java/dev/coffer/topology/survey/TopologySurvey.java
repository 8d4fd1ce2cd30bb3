package dev.coffer.topology.survey;

import dev.coffer.dialect.ReplicationSql;
import dev.coffer.maintenance.lease.ProcessRows;
import dev.coffer.topology.ClusterState;
import dev.coffer.topology.HeldLease;
import dev.coffer.topology.KnownProcess;
import dev.coffer.topology.ReplicaState;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.ShardPlace;
import dev.coffer.topology.Topology;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Surveys the servers and processes around a Coffer, by a few small queries. */
public final class TopologySurvey {

  private final Transactions transactions;

  public TopologySurvey(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The product and version of the server. */
  public String database() {
    return transactions.read(TopologySurvey::database);
  }

  private static String database(UnitOfWork unit) throws SQLException {
    DatabaseMetaData product = unit.connection().getMetaData();
    return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion();
  }

  /** The Galera cluster of the server; null if it is in none. */
  public @Nullable ClusterState cluster() {
    return transactions.read(unit -> Optional.ofNullable(ClusterQuery.run(unit))).orElse(null);
  }

  /** The place of the database in a cluster of shards; null if it is no shard. */
  public @Nullable ShardPlace shard() {
    return transactions.read(ShardQuery::run).place();
  }

  /**
   * Surveys all.
   *
   * @param replicas the replicas that this process uses
   * @param process the name of this process
   */
  public Topology run(List<ReplicaState> replicas, String process) {
    Topology servers =
        transactions.read(
            unit -> {
              ClusterState cluster = ClusterQuery.run(unit);
              return cluster == null || cluster.hasQuorum()
                  ? survey(unit, cluster, replicas, process)
                  : withoutQuorum(unit, cluster, replicas, process);
            });
    ClusterState cluster = servers.cluster();
    // Apart from the others, because a refused query may end its transaction.
    return cluster == null || cluster.hasQuorum()
        ? with(servers, transactions.read(ShardQuery::run))
        : servers;
  }

  private static Topology with(Topology servers, ShardQuery.Answer shard) {
    return new Topology(
        servers.database(),
        servers.role(),
        servers.cluster(),
        shard.place(),
        servers.followers(),
        servers.replicas(),
        servers.process(),
        servers.processes(),
        servers.leases(),
        Stream.concat(servers.unseen().stream(), shard.unseen().stream()).toList());
  }

  private static Topology survey(
      UnitOfWork unit, @Nullable ClusterState cluster, List<ReplicaState> replicas, String process)
      throws SQLException {
    boolean writable = isWritable(unit);
    List<KnownProcess> processes = ProcessRows.processes(unit);
    List<HeldLease> leases = ProcessRows.leases(unit);
    // The last query, because it may be refused, and a refusal may end the transaction.
    FollowerQuery.Answer followers = FollowerQuery.run(unit);
    String unseen = followers.unseen();
    return new Topology(
        database(unit),
        cluster != null && writable ? ServerRole.MEMBER : role(writable, followers, replicas),
        cluster,
        null,
        followers.followers(),
        replicas,
        process,
        processes,
        leases,
        unseen == null ? List.of() : List.of(unseen));
  }

  private static Topology withoutQuorum(
      UnitOfWork unit, ClusterState cluster, List<ReplicaState> replicas, String process)
      throws SQLException {
    return new Topology(
        database(unit),
        ServerRole.MEMBER,
        cluster,
        null,
        List.of(),
        replicas,
        process,
        List.of(),
        List.of(),
        List.of("the shard, followers, processes and leases: the node refuses all queries"));
  }

  private static ServerRole role(
      boolean writable, FollowerQuery.Answer followers, List<ReplicaState> replicas) {
    if (!writable) {
      return ServerRole.READ_ONLY;
    }
    if (!followers.followers().isEmpty() || !replicas.isEmpty()) {
      return ServerRole.PRIMARY;
    }
    return followers.unseen() == null ? ServerRole.ALONE : ServerRole.WRITABLE;
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
