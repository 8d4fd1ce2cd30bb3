package dev.coffer.replica;

import dev.coffer.api.ReadFrom;
import dev.coffer.api.UnsupportedDatabaseException;
import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.ReplicationSql;
import dev.coffer.host.CurrentTransaction;
import dev.coffer.maintenance.Finding;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.topology.ReplicaState;
import dev.coffer.tx.Commits;
import dev.coffer.tx.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The transactions of a database with the choices of who answers reads. Thread-safe. */
public final class ReplicaViews {

  private final Transactions primary;
  private final Dialect.Product product;
  private final ReplicaSettings settings;
  private final Commits commits;
  private final StatisticsRecorder statistics;
  private final @Nullable CommittedPosition committed;
  private final Replicas replicas;
  private final BooleanSupplier inReadOnly;
  private final SchemaAccess access;
  private final @Nullable ReplicationSql sql;

  /**
   * The choices of a database.
   *
   * @param own Coffer's own transactions on the primary
   * @param primary the transactions of the stores, on the primary
   * @param hosts the host's transactions; null if the host does not supply them
   * @param commits counts the transactions of this process that write
   * @param access the access to the schema of the database
   * @throws UnsupportedDatabaseException if there are replicas of a product that has none
   */
  public ReplicaViews(
      Transactions own,
      Transactions primary,
      @Nullable CurrentTransaction hosts,
      Dialect dialect,
      Commits commits,
      SchemaAccess access,
      ReplicaSettings settings,
      StatisticsRecorder statistics) {
    this.primary = primary;
    this.product = dialect.product();
    this.settings = settings;
    this.commits = commits;
    this.statistics = statistics;
    this.access = access;
    this.sql = dialect.replication().orElse(null);
    if (sql == null && !settings.sources().isEmpty()) {
      throw new UnsupportedDatabaseException(
          "The database has no replicas that Coffer can use. Remove the replicas, or use MariaDB or"
              + " PostgreSQL.");
    }
    this.committed = sql == null ? null : new CommittedPosition(own, product, sql, commits);
    this.replicas =
        new Replicas(
            sql == null
                ? List.of()
                : settings.sources().stream()
                    .map(
                        each ->
                            new Replica(
                                each.name(),
                                each.dataSource(),
                                dialect,
                                sql,
                                access.identity(),
                                statistics.replica(each.name())))
                    .toList(),
            commits);
    this.inReadOnly =
        hosts != null && settings.readOnlyTransactions() ? hosts::isReadOnly : () -> false;
  }

  /** The transactions of stores for which nothing else was said. */
  public Transactions byDefault() {
    if (settings.byDefault()) {
      return anywhere(null);
    }
    return settings.readOnlyTransactions() ? reads(null, inReadOnly) : primary;
  }

  /**
   * The transactions of a choice.
   *
   * @throws IllegalArgumentException if its position is none of this database
   */
  public Transactions of(ReadFrom choice) {
    if (choice.isPrimary()) {
      return primary;
    }
    String position = choice.position();
    return anywhere(
        position == null || committed == null ? null : Position.parse(product, position));
  }

  private Transactions anywhere(@Nullable Position given) {
    return reads(given, () -> !primary.joinsHost() || inReadOnly.getAsBoolean());
  }

  private Transactions reads(@Nullable Position given, BooleanSupplier onReplica) {
    CommittedPosition latest = committed;
    return latest == null || replicas.all().isEmpty()
        ? primary
        : new ReplicaReads(
            primary, replicas, latest, commits, given, settings.patience(), onReplica, statistics);
  }

  /** Whether work started now on the calling thread would join a transaction of the host. */
  public boolean joinsHost() {
    return primary.joinsHost();
  }

  /** The states of the replicas, as reads have found them. */
  public List<ReplicaState> states() {
    return replicas.all().stream().map(Replica::state).toList();
  }

  /** Checks the replicas for errors and poor choices. */
  public List<Finding> examine() {
    CommittedPosition latest = committed;
    ReplicationSql queries = sql;
    if (latest == null || queries == null || replicas.all().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>(ReplicaExamination.ofPrimary(latest));
    ReplicaExamination examination = new ReplicaExamination(queries, access);
    replicas.all().forEach(each -> findings.addAll(examination.of(each.name(), each.reads())));
    return findings;
  }

  /**
   * The position of the latest commit of this process, for other processes; empty if the database
   * keeps no log of its commits.
   */
  public Optional<String> position() {
    CommittedPosition latest = committed;
    return latest == null
        ? Optional.empty()
        : Optional.ofNullable(latest.latest().position()).map(Position::text);
  }
}
