package dev.coffer.replica;

import dev.coffer.api.CofferException;
import dev.coffer.dialect.ReplicationSql;
import dev.coffer.maintenance.Finding;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.tx.DataSourceReads;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Checks the replicas of a database for errors and poor choices, by a few small queries. */
final class ReplicaExamination {

  private static final String POINT_TO_A_REPLICA =
      "Point the data source of this replica to a replica of the primary.";

  private final ReplicationSql sql;
  private final SchemaAccess primary;

  /**
   * An examination.
   *
   * @param primary the schema of the primary
   */
  ReplicaExamination(ReplicationSql sql, SchemaAccess primary) {
    this.sql = sql;
    this.primary = primary;
  }

  /** Checks that the primary keeps a log, which replicas follow. */
  static List<Finding> ofPrimary(CommittedPosition committed) {
    return committed.latest().position() != null
        ? List.of()
        : List.of(
            new Finding(
                "The log of the primary",
                "off, so that it has no positions",
                "The primary answers all reads: switch its binary log on, or remove the"
                    + " replicas."));
  }

  /** Checks one replica. */
  List<Finding> of(String name, DataSourceReads replica) {
    String about = "The replica '" + name + "'";
    try {
      return replica.read(
          unit -> {
            List<Finding> findings = new ArrayList<>();
            try (PreparedStatement query = unit.connection().prepareStatement(sql.writable());
                ResultSet row = query.executeQuery()) {
              if (row.next() && row.getBoolean(1)) {
                findings.add(
                    new Finding(
                        about,
                        "writable",
                        "Writes to it would be lost or stop the replication: make it"
                            + " read-only, or point to a replica."));
              }
            }
            SchemaAccess found = Schema.check(unit.connection());
            if (!found.identity().equals(primary.identity())) {
              findings.add(
                  new Finding(
                      about,
                      "another database: its identity is "
                          + found.identity()
                          + ", not "
                          + primary.identity(),
                      POINT_TO_A_REPLICA));
            } else if (found.version() != primary.version()) {
              findings.add(
                  new Finding(
                      about,
                      "at schema version " + found.version() + ", not " + primary.version(),
                      "It has not replicated a migration yet: check its replication."));
            }
            return findings;
          });
    } catch (CofferException e) {
      return List.of(
          new Finding(
              about,
              "not usable: " + e.getMessage(),
              "The primary answers its reads: start it, or correct its data source."));
    }
  }
}
