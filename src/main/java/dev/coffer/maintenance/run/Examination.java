package dev.coffer.maintenance.run;

import dev.coffer.codec.frame.CodecState;
import dev.coffer.codec.frame.Codecs;
import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.EnvironmentCheck;
import dev.coffer.dialect.Exclusivity;
import dev.coffer.dialect.ReplicationSql;
import dev.coffer.format.JsonMappings;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.Finding;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.schema.Schema;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the environment for errors and poor choices: settings of the database, including the
 * durability of commits, transaction isolation, clocks, codecs, an outdated JSON library, and an
 * unsafe mode of the record cache. It runs a few small queries.
 */
public final class Examination {

  /**
   * The maximum difference between the clocks. Only the database's clock decides when a record
   * expires.
   */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

  private final OwnTransactions transactions;
  private final RecordCacheMode cacheMode;
  private final Clock clock;

  public Examination(OwnTransactions transactions, RecordCacheMode cacheMode, Clock clock) {
    this.transactions = transactions;
    this.cacheMode = cacheMode;
    this.clock = clock;
  }

  /** Runs all checks. */
  public Diagnosis run() {
    return transactions.read(
        unit -> {
          Connection connection = unit.connection();
          DatabaseMetaData product = connection.getMetaData();
          List<Finding> findings = new ArrayList<>();
          addSettings(unit, unit.dialect().environmentChecks(), findings);
          if (transactions.areJta()) {
            addSettings(unit, unit.dialect().jtaChecks(), findings);
          }
          addReadOnly(unit, findings);
          addKeys(unit, findings);
          addIsolation(connection, findings);
          addAutoCommit(connection, findings);
          addClock(unit, findings);
          addCache(connection, unit.dialect(), findings);
          Codecs.states().forEach(codec -> addCodec(codec, findings));
          JsonMappings.problem()
              .ifPresent(problem -> findings.add(new Finding("JSON", "not available", problem)));
          return new Diagnosis(
              product.getDatabaseProductName() + " " + product.getDatabaseProductVersion(),
              Schema.version(connection).version(),
              findings);
        });
  }

  private static void addSettings(
      UnitOfWork unit, List<EnvironmentCheck> checks, List<Finding> findings) {
    for (EnvironmentCheck check : checks) {
      try (PreparedStatement statement = unit.connection().prepareStatement(check.query());
          ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          findings.add(new Finding(check.about(), row.getString(1), check.advice()));
        }
      } catch (SQLException e) {
        // The account may lack the privilege; the rest of the diagnosis is still useful.
        LOG.debug("The database did not report its {}.", check.about(), e);
      }
    }
  }

  private static void addReadOnly(UnitOfWork unit, List<Finding> findings) throws SQLException {
    ReplicationSql replication = unit.dialect().replication().orElse(null);
    if (replication == null) {
      return;
    }
    try (PreparedStatement statement = unit.connection().prepareStatement(replication.writable());
        ResultSet row = statement.executeQuery()) {
      if (row.next() && !row.getBoolean(1)) {
        findings.add(
            new Finding(
                "The server",
                "read-only",
                "It is a replica or was demoted, and refuses writes: use the primary."));
      }
    }
  }

  private static void addKeys(UnitOfWork unit, List<Finding> findings) {
    List<String> columns = Schema.inexactColumns(unit.connection());
    if (!columns.isEmpty()) {
      findings.add(
          new Finding(
              "The comparison of keys",
              "not exact, so that different keys may be one record: " + String.join("; ", columns),
              unit.dialect().adviceOnInexactColumns()));
    }
  }

  private static void addIsolation(Connection connection, List<Finding> findings)
      throws SQLException {
    int isolation = connection.getTransactionIsolation();
    if (isolation == Connection.TRANSACTION_SERIALIZABLE) {
      findings.add(
          new Finding(
              "The isolation of transactions",
              "SERIALIZABLE",
              "Concurrent transactions that store the same contents conflict: use READ COMMITTED,"
                  + " or replay refused transactions."));
    } else if (isolation == Connection.TRANSACTION_READ_UNCOMMITTED) {
      findings.add(
          new Finding(
              "The isolation of transactions",
              "READ UNCOMMITTED",
              "Reads see data that is rolled back later: use READ COMMITTED."));
    }
  }

  private void addAutoCommit(Connection connection, List<Finding> findings) throws SQLException {
    if (connection.getAutoCommit() && transactions.relyOnPoolForAutoCommit()) {
      findings.add(
          new Finding(
              "The autocommit mode of the pool's connections",
              "on, though hibernate.connection.provider_disables_autocommit is true",
              "Each statement of your transactions is committed immediately and cannot be rolled"
                  + " back:"
                  + " set the pool's autoCommit to false, or remove Hibernate's setting."));
    }
  }

  private void addClock(UnitOfWork unit, List<Finding> findings) throws SQLException {
    Instant before = clock.instant();
    Instant database = databaseTime(unit);
    Instant after = clock.instant();
    Duration behind = Duration.between(database, before);
    Duration ahead = Duration.between(after, database);
    if (behind.compareTo(CLOCK_TOLERANCE) > 0 || ahead.compareTo(CLOCK_TOLERANCE) > 0) {
      Duration distance = behind.isNegative() ? ahead : behind;
      findings.add(
          new Finding(
              "The database's clock",
              distance.toSeconds() + " s " + (behind.isNegative() ? "ahead" : "behind"),
              "It decides when records expire: synchronise the clocks of both machines."));
    }
  }

  private static Instant databaseTime(UnitOfWork unit) throws SQLException {
    try (PreparedStatement statement =
            unit.connection().prepareStatement("select " + unit.dialect().utcNow());
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  }

  private void addCache(Connection connection, Dialect dialect, List<Finding> findings)
      throws SQLException {
    if (cacheMode == RecordCacheMode.SINGLE_NODE && !Exclusivity.isCertain(connection, dialect)) {
      findings.add(
          new Finding(
              "The cache of records",
              "in the mode for a single process",
              "A second process on this database would read stale values: use VALIDATED, unless"
                  + " no other process uses it."));
    }
  }

  private static void addCodec(CodecState codec, List<Finding> findings) {
    String problem = codec.problem();
    if (problem != null) {
      findings.add(new Finding("The codec " + codec.name(), "not available", problem));
    }
  }
}
