package dev.coffer.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The SQL dialect of MariaDB 10.6 and later. */
final class MariaDbDialect implements Dialect, ReturningRecordSql {

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

  private static final String INSERT_RECORD =
      """
      insert into coffer_record
        (version, collection, record_key, type, size, frame, content_id, created_at, expires_at)
      """;

  /**
   * MariaDB evaluates assignments from left to right, so the statement reads the old expiry before
   * it replaces it.
   */
  private static final String REPLACE_RECORD =
      """

      on duplicate key update
        type = value(type),
        version = coffer_record.version + 1,
        size = value(size),
        frame = value(frame),
        content_id = value(content_id),
        updated_at = if(coffer_record.expires_at <= value(created_at), null, value(created_at)),
        created_at = if(coffer_record.expires_at <= value(created_at), value(created_at),
          coffer_record.created_at),
        expires_at = value(expires_at)
      returning record_key, version, created_at, updated_at, expires_at
      """;

  private static final String REPLACE_RECORD_KEEPING_EXPIRY =
      REPLACE_RECORD.replace(
          "expires_at = value(expires_at)",
          "expires_at = if(coffer_record.expires_at > value(created_at),"
              + " coffer_record.expires_at, null)");

  private static final String FIRST_VERSION =
      "timestampdiff(microsecond, timestamp'1970-01-01 00:00:00', utc_timestamp(6))";

  private static final String RECORD_VALUES =
      ", ?, ?, ?, ?, ?, ?, utc_timestamp(6),"
          + " timestampadd(microsecond, ? * 1000, utc_timestamp(6))";

  /** {@code last_insert_id} returns a value with the answer of an update, without a query. */
  private static final String REPLACE_LASTING =
      "update coffer_record set type = ?, version = version + 1, size = ?, frame = ?,"
          + " content_id = ?, updated_at = timestampadd(microsecond, last_insert_id("
          + FIRST_VERSION
          + "), timestamp'1970-01-01 00:00:00')"
          + " where collection = ? and record_key = ? and version = ? and expires_at is null";

  private static final String NEW_RECORD = "(" + FIRST_VERSION + RECORD_VALUES + ")";

  private static final String READ_LOCK = " lock in share mode";

  private static final String INSERT_RECORD_FROM =
      INSERT_RECORD + "select " + FIRST_VERSION + RECORD_VALUES + " from ";

  private static final String DICTIONARY_IN_FORCE =
      " where d.collection = ? and d.dictionary_id = ? and d.domain = ? and d.retired_at is null";

  private final boolean knowsSnapshotIsolation;
  private final long maxAllowedPacket;
  private final String guard;

  /** The insert of one record, up to and including its values. */
  private final String insert;

  private final String statementPrefix;
  private final int statementBytes;
  private final Optional<String> upsertWithDictionary;
  private final Optional<String> upsertWithDictionaryKeepingExpiry;
  private final Optional<String> insertWithDictionary;
  private final Optional<String> replaceLasting;
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
    boolean guarded = !table.isEmpty();
    guard =
        guarded
            ? " and exists (select 1 from " + table + " g where " + condition + READ_LOCK + ")"
            : "";
    statementBytes = (int) Math.min(Dialects.STATEMENT_BYTES, maxAllowedPacket / 4);
    statementPrefix =
        knowsSnapshotIsolation ? "SET STATEMENT innodb_snapshot_isolation=OFF FOR " : "";
    // At READ COMMITTED, the source of an insert is locked only on request.
    insert =
        guarded
            ? statementPrefix + INSERT_RECORD_FROM + table + " g where " + condition + READ_LOCK
            : statementPrefix + INSERT_RECORD + "values " + NEW_RECORD;
    String insertWithDictionary =
        statementPrefix
            + INSERT_RECORD_FROM
            + "coffer_dictionary d"
            + (guarded ? ", " + table + " g" : "")
            + DICTIONARY_IN_FORCE
            + (guarded ? " and " + condition : "")
            + READ_LOCK;
    upsertWithDictionary = Optional.of(insertWithDictionary + REPLACE_RECORD);
    upsertWithDictionaryKeepingExpiry =
        Optional.of(insertWithDictionary + REPLACE_RECORD_KEEPING_EXPIRY);
    this.insertWithDictionary = Optional.of(insertWithDictionary + " returning version");
    replaceLasting = Optional.of(statementPrefix + REPLACE_LASTING + guard);
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
    return READ_LOCK;
  }

  @Override
  public String readLock() {
    return READ_LOCK;
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
    return FIRST_VERSION;
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
    return guard;
  }

  @Override
  public RecordSql recordSql() {
    return this;
  }

  @Override
  public String upsertRecords(int rows, boolean keepExpiry) {
    return insert
        + (", " + NEW_RECORD).repeat(rows - 1)
        + (keepExpiry ? REPLACE_RECORD_KEEPING_EXPIRY : REPLACE_RECORD);
  }

  /**
   * {@inheritDoc} The statement has no prefix, because the driver's bulk protocol may not support
   * it.
   */
  @Override
  public String insertRecords() {
    return INSERT_RECORD + "values (?" + RECORD_VALUES + ")";
  }

  @Override
  public boolean insertsArrays() {
    return false;
  }

  /**
   * {@inheritDoc} The statement has no {@code ignore}, because that would also truncate values
   * without an error.
   */
  @Override
  public String insertRecordIfAbsent() {
    return insert + " returning version";
  }

  @Override
  public Optional<String> upsertRecordWithDictionary(boolean keepExpiry) {
    return keepExpiry ? upsertWithDictionaryKeepingExpiry : upsertWithDictionary;
  }

  @Override
  public Optional<String> insertRecordIfAbsentWithDictionary() {
    return insertWithDictionary;
  }

  @Override
  public Optional<String> replaceLasting() {
    return replaceLasting;
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
