package dev.coffer.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The SQL dialect of MariaDB 10.6 and later. */
final class MariaDbDialect implements Dialect {

  /** The account lacks a right on the database, on a table, or a global one. */
  private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

  /** Record has changed since last read; lock wait timeout; deadlock. */
  private static final Set<Integer> RETRYABLE = Set.of(1020, 1205, 1213);

  private static final Set<Integer> FOREIGN_KEY = Set.of(1216, 1217, 1451, 1452);

  /** Too many connections; access denied; unknown database; server shutdown; connection killed. */
  private static final Set<Integer> UNAVAILABLE = Set.of(1040, 1044, 1045, 1049, 1053, 1927);

  /** An option of the server, such as {@code read_only}, prevents the statement. */
  private static final int PREVENTED_BY_OPTION = 1290;

  private static final int ERROR_DURING_COMMIT = 1180;

  private final boolean knowsSnapshotIsolation;
  private final long maxAllowedPacket;
  private final String statementPrefix;
  private final int statementBytes;
  private final MariaDbRecordSql recordSql;
  private final Dialect alone;

  /** Creates the dialect of a server with this {@code max_allowed_packet}, in bytes. */
  MariaDbDialect(boolean knowsSnapshotIsolation, long maxAllowedPacket) {
    this(knowsSnapshotIsolation, maxAllowedPacket, "", "");
  }

  /** Creates the dialect with a guard; the texts are empty without one. */
  private MariaDbDialect(
      boolean knowsSnapshotIsolation, long maxAllowedPacket, String table, String condition) {
    this.knowsSnapshotIsolation = knowsSnapshotIsolation;
    this.maxAllowedPacket = maxAllowedPacket;
    statementBytes = (int) Math.min(Dialects.STATEMENT_BYTES, maxAllowedPacket / 4);
    statementPrefix =
        knowsSnapshotIsolation ? "SET STATEMENT innodb_snapshot_isolation=OFF FOR " : "";
    recordSql = new MariaDbRecordSql(statementPrefix, table, condition);
    alone =
        knowsSnapshotIsolation
            ? new MariaDbDialect(false, maxAllowedPacket, table, condition)
            : this;
  }

  @Override
  public Product product() {
    return Product.MARIADB;
  }

  @Override
  public String utcNow() {
    return "utc_timestamp(6)";
  }

  @Override
  public String utcNowPlusMillis() {
    return "timestampadd(microsecond, ? * 1000, utc_timestamp(6))";
  }

  @Override
  public String shareLock() {
    return MariaDbRecordSql.READ_LOCK;
  }

  @Override
  public String readLock() {
    return MariaDbRecordSql.READ_LOCK;
  }

  @Override
  public String statementPrefix() {
    return statementPrefix;
  }

  @Override
  public String insertIfAbsent(String table, String[] columns, String[] uniqueColumns, int rows) {
    return statementPrefix
        + "insert ignore into "
        + table
        + " ("
        + Placeholders.names(columns)
        + ") values "
        + Placeholders.rows(columns.length, rows);
  }

  /**
   * {@inheritDoc} The limit is a quarter of the packet size: the driver may write each byte as two,
   * and the packet also contains the statement.
   */
  @Override
  public int statementBytes() {
    return statementBytes;
  }

  @Override
  public int keysAtOnce() {
    return 512;
  }

  @Override
  public String isOneOf(String alias, int keys) {
    return Placeholders.isOneOf(alias, keys);
  }

  @Override
  public List<String> valuesForIsOneOf(String collection, List<String> keys) {
    return Placeholders.valuesForIsOneOf(collection, keys);
  }

  @Override
  public String firstVersion() {
    return MariaDbRecordSql.FIRST_VERSION;
  }

  /** {@inheritDoc} A transaction of one statement has no snapshot that a lock could contradict. */
  @Override
  public Dialect alone() {
    return alone;
  }

  @Override
  public Optional<Dialect> writingWhile(String table, String condition) {
    return Optional.of(
        new MariaDbDialect(knowsSnapshotIsolation, maxAllowedPacket, table, condition));
  }

  @Override
  public String guard() {
    return recordSql.guard();
  }

  @Override
  public RecordSql recordSql() {
    return recordSql;
  }

  @Override
  public String upsertReferences(int rows) {
    return statementPrefix
        + "insert into coffer_record_content (collection, record_key, content_id) values "
        + Placeholders.rows(3, rows)
        + " on duplicate key update content_id = value(content_id)";
  }

  @Override
  public String upsertExpiry(String records) {
    return statementPrefix
        + Placeholders.INSERT_EXPIRY
        + records
        + " on duplicate key update due_at = least(due_at, value(due_at))";
  }

  @Override
  public String inVisibleSchemas() {
    return "= database()";
  }

  @Override
  public String exactCollation() {
    return "utf8mb4_nopad_bin";
  }

  @Override
  public String columnCollation() {
    return "collation_name";
  }

  @Override
  public String adviceOnInexactColumns() {
    return "Convert these tables to character set utf8mb4 collate utf8mb4_nopad_bin.";
  }

  @Override
  public boolean isRetryable(SQLException error) {
    return Refusals.any(error, link -> RETRYABLE.contains(link.getErrorCode()));
  }

  @Override
  public boolean isDenied(SQLException error) {
    return Refusals.any(error, link -> DENIED.contains(link.getErrorCode()));
  }

  @Override
  public boolean isDuplicateKey(SQLException error) {
    return Refusals.any(error, link -> link.getErrorCode() == 1062);
  }

  /**
   * {@inheritDoc} After an {@code alter} or {@code optimize}, the server requests a new preparation
   * of a bulk insert. Driver 3.5.10 does not prepare it again and reports an error without code and
   * text.
   */
  @Override
  public boolean isOutdatedPreparation(SQLException error) {
    return Refusals.any(
        error, link -> link.getErrorCode() == 0 && "HY000".equals(link.getSQLState()));
  }

  @Override
  public boolean isForeignKeyViolation(SQLException error) {
    return Refusals.any(error, link -> FOREIGN_KEY.contains(link.getErrorCode()));
  }

  @Override
  public boolean isUnavailable(SQLException error) {
    return Refusals.any(
        error, link -> Refusals.lostConnection(link) || UNAVAILABLE.contains(link.getErrorCode()));
  }

  /** {@inheritDoc} A server that has become read-only refuses a commit too. */
  @Override
  public boolean isRefusedCommit(SQLException error) {
    return Dialect.super.isRefusedCommit(error)
        || Refusals.any(error, link -> link.getErrorCode() == PREVENTED_BY_OPTION);
  }

  @Override
  public boolean isLostAnswer(SQLException error) {
    return Dialect.super.isLostAnswer(error)
        || Refusals.any(error, link -> link.getErrorCode() == ERROR_DURING_COMMIT);
  }

  @Override
  public boolean isReadOnly(SQLException error) {
    return Refusals.any(error, Refusals::readOnlyTransaction)
        || Refusals.any(error, link -> link.getErrorCode() == PREVENTED_BY_OPTION);
  }

  @Override
  public Optional<ReplicationSql> replication() {
    return Optional.of(ReplicationSql.MARIADB);
  }

  @Override
  public Optional<TopologySql> topology() {
    return Optional.of(TopologySql.MARIADB);
  }

  @Override
  public String analyze(String table) {
    return "analyze no_write_to_binlog table " + table;
  }

  /**
   * {@inheritDoc} The first query counts the allocated size without the holes of page compression.
   */
  @Override
  public List<String> physicalBytes() {
    return List.of(
        "select sum(allocated_size) from information_schema.innodb_sys_tablespaces where name like"
            + " concat(database(), '/coffer\\_%')",
        "select sum(data_length + index_length + data_free) from information_schema.tables where"
            + " table_schema = database() and table_name like 'coffer\\_%' and table_type = 'BASE"
            + " TABLE'");
  }

  @Override
  public List<EnvironmentCheck> environmentChecks() {
    return MariaDbChecks.ENVIRONMENT;
  }

  @Override
  public List<EnvironmentCheck> jtaChecks() {
    return MariaDbChecks.JTA;
  }
}
