package dev.coffer.dialect;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The SQL dialect of PostgreSQL 13 and later. */
final class PostgreSqlDialect implements Dialect, ReturningRecordSql {

  private static final String FOREIGN_KEY = "23503";

  /** The SQL state of PostgreSQL 18 and later for a violation of RESTRICT. */
  private static final String RESTRICTED = "23001";

  /** Serialisation failure; deadlock; lock not available. */
  private static final Set<String> RETRYABLE = Set.of("40001", "40P01", "55P03");

  /** Too many connections; unknown database; shutdown by administrator; crash; still starting. */
  private static final Set<String> UNAVAILABLE =
      Set.of("53300", "3D000", "57P01", "57P02", "57P03");

  /**
   * The version from a time. Before PostgreSQL 14 the expression is a floating-point number, exact
   * to a microsecond.
   */
  private static final String FIRST_VERSION = "cast(extract(epoch from %s) * 1000000 as bigint)";

  /** The version from the time that {@link #insertOfRecords} reads once for all rows. */
  private static final String VERSION_OF_ROW = FIRST_VERSION.formatted("now");

  private static final String INSERT_RECORD =
      """
      insert into coffer_record
        (version, collection, record_key, type, size, frame, content_id, created_at, expires_at)
      select
      """;

  /** A table in the from clause that reads the time once for all rows. */
  private static final String CLOCK = "(select clock_timestamp() at time zone 'UTC' as now) clock";

  /** One execution for many rows takes a third of the server's time of one for each row. */
  private static final String INSERT_ARRAYS =
      INSERT_RECORD
          + """
            cast(? as bigint), cast(? as text), record_key, type, size, frame, content_id, now,
            now + cast(? as bigint) * interval '1 millisecond'
          from unnest(cast(? as text[]), cast(? as text[]), cast(? as integer[]),
            cast(? as bytea[]), cast(? as bigint[])) new (record_key, type, size, frame, content_id),
          """
          + CLOCK;

  /** A row of the values in the from clause of {@link #insertOfRecords}. */
  private static final String NEW_RECORD =
      "(?, ?, ?, cast(? as integer), cast(? as bytea), cast(? as bigint), cast(? as bigint))";

  private static final String REPLACE_RECORD =
      """

      on conflict (collection, record_key) do update set
        type = excluded.type,
        version = coffer_record.version + 1,
        size = excluded.size,
        frame = excluded.frame,
        content_id = excluded.content_id,
        created_at = case when coffer_record.expires_at <= excluded.created_at
          then excluded.created_at else coffer_record.created_at end,
        updated_at = case when coffer_record.expires_at <= excluded.created_at
          then null else excluded.created_at end,
        expires_at = excluded.expires_at
      returning coffer_record.record_key, coffer_record.version, coffer_record.created_at,
        coffer_record.updated_at, coffer_record.expires_at
      """;

  private static final String REPLACE_RECORD_KEEPING_EXPIRY =
      REPLACE_RECORD.replace(
          "expires_at = excluded.expires_at",
          "expires_at = case when coffer_record.expires_at > excluded.created_at"
              + " then coffer_record.expires_at end");

  private static final String INSERT_OR_NOTHING =
      " on conflict (collection, record_key) do nothing returning version";

  /**
   * Another table in the from clause of {@link #insertOfRecords}: one row if the dictionary is in
   * force. A lock for key share would not wait for a retirement, which changes no key.
   */
  private static final String LOCKED_DICTIONARY =
      ", (select 1 from coffer_dictionary where collection = ? and dictionary_id = ?"
          + " and domain = ? and retired_at is null for share) dictionary";

  private final String guard;

  /** The guard as another table in the from clause of {@link #insertOfRecords}. */
  private final String lockedGuard;

  private final String insertWithDictionary;

  PostgreSqlDialect() {
    this("", "");
  }

  private PostgreSqlDialect(String guard, String lockedGuard) {
    this.guard = guard;
    this.lockedGuard = lockedGuard;
    this.insertWithDictionary =
        insertOfRecords(VERSION_OF_ROW, 1) + LOCKED_DICTIONARY + lockedGuard;
  }

  @Override
  public Product product() {
    return Product.POSTGRESQL;
  }

  @Override
  public String utcNow() {
    return "(clock_timestamp() at time zone 'UTC')";
  }

  @Override
  public String utcNowPlusMillis() {
    return "((clock_timestamp() at time zone 'UTC') + cast(? as bigint) * interval '1 millisecond')";
  }

  @Override
  public String shareLock() {
    return " for key share";
  }

  @Override
  public String readLock() {
    return " for share";
  }

  @Override
  public String statementPrefix() {
    return "";
  }

  @Override
  public String insertIfAbsent(String table, String[] columns, String[] uniqueColumns, int rows) {
    return "insert into "
        + table
        + " ("
        + Placeholders.names(columns)
        + ") values "
        + Placeholders.rows(columns.length, rows)
        + " on conflict do nothing";
  }

  @Override
  public int statementBytes() {
    return Dialects.STATEMENT_BYTES;
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
    return FIRST_VERSION.formatted("clock_timestamp()");
  }

  @Override
  public RecordSql recordSql() {
    return this;
  }

  @Override
  public String upsertRecords(int rows, boolean keepExpiry) {
    return insertOfRecords(VERSION_OF_ROW, rows)
        + lockedGuard
        + (keepExpiry ? REPLACE_RECORD_KEEPING_EXPIRY : REPLACE_RECORD);
  }

  @Override
  public String insertRecords() {
    return INSERT_ARRAYS;
  }

  @Override
  public boolean insertsArrays() {
    return true;
  }

  @Override
  public String insertRecordIfAbsent() {
    return insertOfRecords(VERSION_OF_ROW, 1) + lockedGuard + INSERT_OR_NOTHING;
  }

  @Override
  public Optional<String> upsertRecordWithDictionary(boolean keepExpiry) {
    return Optional.of(
        insertWithDictionary + (keepExpiry ? REPLACE_RECORD_KEEPING_EXPIRY : REPLACE_RECORD));
  }

  @Override
  public Optional<String> insertRecordIfAbsentWithDictionary() {
    return Optional.of(insertWithDictionary + INSERT_OR_NOTHING);
  }

  @Override
  public Optional<Dialect> writingWhile(String table, String condition) {
    String query = "(select 1 from " + table + " g where " + condition + readLock() + ")";
    return Optional.of(new PostgreSqlDialect(" and exists " + query, ", " + query + " guard"));
  }

  @Override
  public String guard() {
    return guard;
  }

  @Override
  public Optional<String> replaceLasting() {
    return Optional.empty();
  }

  @Override
  public String upsertReferences(int rows) {
    return "insert into coffer_record_content (collection, record_key, content_id) values "
        + Placeholders.rows(3, rows)
        + " on conflict (collection, record_key) do update set content_id = excluded.content_id";
  }

  @Override
  public String upsertExpiry(String records) {
    return Placeholders.INSERT_EXPIRY
        + records
        + " and not exists (select 1 from coffer_record_expiry x where x.collection = r.collection"
        + " and x.record_key = r.record_key and x.due_at <= r.expires_at)"
        + " on conflict (collection, record_key) do update set due_at = excluded.due_at"
        + " where coffer_record_expiry.due_at > excluded.due_at";
  }

  /** The insert reads the clock in a separate subquery, so that all times of a row are equal. */
  private static String insertOfRecords(String version, int rows) {
    return INSERT_RECORD
        + version
        + ", collection, record_key, type, size, frame, content_id, now,"
        + " now + ttl * interval '1 millisecond' from (values "
        + String.join(", ", Collections.nCopies(rows, NEW_RECORD))
        + ") new (collection, record_key, type, size, frame, content_id, ttl), "
        + CLOCK;
  }

  @Override
  public String inVisibleSchemas() {
    return "= any (current_schemas(false))";
  }

  @Override
  public String exactCollation() {
    return "C";
  }

  @Override
  public String columnCollation() {
    return "collation_name";
  }

  @Override
  public String adviceOnInexactColumns() {
    return "Alter the type of these columns, with collate \"C\".";
  }

  @Override
  public boolean isRetryable(SQLException error) {
    return Refusals.any(
        error, link -> hasState(link, RETRYABLE) || isReferenceToAbsentContent(link));
  }

  /**
   * Whether a reference was refused because its content was collected or is newer than a REPEATABLE
   * READ snapshot. A replay stores the content again or sees it.
   */
  private static boolean isReferenceToAbsentContent(SQLException error) {
    if (!FOREIGN_KEY.equals(error.getSQLState())) {
      return false;
    }
    @Nullable PostgreSqlRefusal refusal = PostgreSqlRefusal.of(error);
    return refusal != null && refusal.isReferenceToAbsentContent();
  }

  @Override
  public boolean isDenied(SQLException error) {
    return Refusals.any(error, link -> "42501".equals(link.getSQLState()));
  }

  @Override
  public boolean isDuplicateKey(SQLException error) {
    return Refusals.any(error, link -> "23505".equals(link.getSQLState()));
  }

  @Override
  public boolean isForeignKeyViolation(SQLException error) {
    return Refusals.any(
        error,
        link -> FOREIGN_KEY.equals(link.getSQLState()) || RESTRICTED.equals(link.getSQLState()));
  }

  @Override
  public boolean isUnavailable(SQLException error) {
    return Refusals.any(
        error,
        link ->
            Refusals.lostConnection(link)
                || hasState(link, UNAVAILABLE)
                || Refusals.stateStartsWith(link, "28"));
  }

  /** {@inheritDoc} A deferred trigger can refuse a commit too. */
  @Override
  public boolean isRefusedCommit(SQLException error) {
    return Dialect.super.isRefusedCommit(error)
        || (!isLostAnswer(error)
            && Refusals.any(error, link -> Refusals.stateStartsWith(link, "P0")));
  }

  @Override
  public boolean isReadOnly(SQLException error) {
    return Refusals.any(error, Refusals::readOnlyTransaction);
  }

  @Override
  public Optional<ReplicationSql> replication() {
    return Optional.of(ReplicationSql.POSTGRESQL);
  }

  @Override
  public Optional<TopologySql> topology() {
    return Optional.of(TopologySql.POSTGRESQL);
  }

  private static boolean hasState(SQLException error, Set<String> states) {
    @Nullable String state = error.getSQLState();
    return state != null && states.contains(state);
  }

  @Override
  public String analyze(String table) {
    return "vacuum (analyze) " + table;
  }

  @Override
  public List<String> physicalBytes() {
    return List.of(
        "select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relname like"
            + " 'coffer\\_%' and relnamespace = current_schema()::regnamespace");
  }

  @Override
  public List<EnvironmentCheck> environmentChecks() {
    return List.of(
        new EnvironmentCheck(
            "server_encoding",
            "select current_setting('server_encoding')"
                + " where current_setting('server_encoding') <> 'UTF8'",
            "Keys and JSON with characters outside this encoding are refused: use a database in"
                + " UTF8."),
        isOff(
            "synchronous_commit",
            "A crash of the server or the machine loses the acknowledged commits of about one"
                + " second: set it to on."),
        isOff("fsync", "A crash of the machine may damage the whole database: set it to on."),
        isOff(
            "full_page_writes",
            "A crash of the machine may damage pages, unless its file system writes pages"
                + " atomically: set it to on."));
  }

  private static EnvironmentCheck isOff(String setting, String advice) {
    String value = "current_setting('" + setting + "')";
    return new EnvironmentCheck(
        setting, "select " + value + " where " + value + " = 'off'", advice);
  }
}
