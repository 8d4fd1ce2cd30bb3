package dev.coffer.dialect;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL dialect of H2 2.3 and later. Names of its information schema and of Liquibase's columns
 * are in upper case, because H2 can be configured not to convert the case of names.
 */
final class H2Dialect implements Dialect {

  /** The account lacks a right, or is no administrator. */
  private static final Set<Integer> DENIED = Set.of(90040, 90096);

  /**
   * The microseconds since the epoch, from the first 8 bytes of a UUID of version 7: the
   * milliseconds in 48 bits, the digit 7, and the fraction of the millisecond in 12 bits. {@code
   * current_timestamp} does not advance between its first use in a transaction and the end of the
   * transaction, and H2 has no other time function.
   */
  static final String FIRST_VERSION =
      """
      (select bits / 65536 * 1000 + mod(bits, 4096) * 1000 / 4096 as micros
        from (select cast(substring(cast(random_uuid(7) as varbinary(16)) from 1 for 8) as bigint)
          as bits))""";

  static final String UTC_NOW =
      "(select timestamp '1970-01-01 00:00:00' + micros * interval '0.000001' second from "
          + FIRST_VERSION
          + ")";

  /** Deadlock; row changed by another transaction; lock wait timeout. */
  private static final Set<Integer> RETRYABLE = Set.of(40001, 90131, 50200);

  private static final int GENERAL_ERROR = 50000;

  private static final int READ_ONLY = 90097;

  /**
   * The message of a race condition in H2 (seen on 2.4.240), reported as a general error. H2's
   * deadlock detection tries to roll back a transaction that has already ended, and the error
   * reaches the transaction that waits for the lock. The waiting transaction can be rolled back and
   * replayed.
   */
  private static final String LOST_RACE = "Transaction was illegally transitioned";

  /** A referring row exists; the referenced row does not exist. */
  private static final Set<Integer> FOREIGN_KEY = Set.of(23503, 23506);

  /**
   * Wrong user or password; in use by another process; not found; corrupted; cannot be opened;
   * connection broken; database closed; database being closed.
   */
  private static final Set<Integer> UNAVAILABLE =
      Set.of(28000, 90020, 90146, 90030, 90013, 90067, 90098, 90121);

  /** Reading or writing the files failed. */
  private static final Set<Integer> FILE_FAILED = Set.of(90028, 90031);

  private final boolean runsHere;

  /**
   * A dialect.
   *
   * @param runsHere see {@link #runsHere()}
   */
  H2Dialect(boolean runsHere) {
    this.runsHere = runsHere;
  }

  @Override
  public Product product() {
    return Product.H2;
  }

  @Override
  public String utcNow() {
    return UTC_NOW;
  }

  /**
   * Uses an interval, because {@code dateadd} of milliseconds silently overflows to the past after
   * 293 years.
   */
  @Override
  public String utcNowPlusMillis() {
    return "(" + UTC_NOW + " + cast(? as bigint) * interval '0.001' second)";
  }

  @Override
  public Optional<String> utf8Order(String text) {
    return Optional.of("stringtoutf8(" + text + ")");
  }

  @Override
  public String shareLock() {
    return " for update";
  }

  @Override
  public String readLock() {
    return " for update";
  }

  @Override
  public String statementPrefix() {
    return "";
  }

  /**
   * {@inheritDoc}
   *
   * <p>Every value is cast to its column's type. H2 treats an untyped value as text and silently
   * converted the bytes of a digest to the UTF-8 bytes of their characters.
   */
  @Override
  public String insertIfAbsent(String table, String[] columns, String[] uniqueColumns, int rows) {
    String row =
        Arrays.stream(columns)
            .map(column -> "cast(? as " + typeOf(column) + ")")
            .collect(Collectors.joining(", ", "(", ")"));
    String sameRow =
        Arrays.stream(uniqueColumns)
            .map(column -> "old." + column + " = new." + column)
            .collect(Collectors.joining(" and "));
    String names = Placeholders.names(columns);
    return "insert into %s (%s) select * from (values %s) new (%s)"
            .formatted(table, names, String.join(", ", Collections.nCopies(rows, row)), names)
        + " where not exists (select 1 from %s old where %s)".formatted(table, sameRow);
  }

  private static String typeOf(String column) {
    return switch (column) {
      case "algorithm" -> "smallint";
      case "position", "stored_size" -> "integer";
      case "id", "content_id", "part_id", "part_offset", "size", "version", "run", "map_version" ->
          "bigint";
      case "digest", "frame" -> "varbinary(1000000000)";
      // With IGNORECASE, a plain varchar and its comparisons would ignore case.
      case "domain",
          "collection",
          "record_key",
          "type",
          "holder",
          "task",
          "problem",
          "table_schema",
          "table_name",
          "column_name",
          "cluster_id",
          "name",
          "shard_key" ->
          "varchar_casesensitive";
      case "created_at", "updated_at", "expires_at", "since", "due_at", "found_at" ->
          "timestamp(6)";
      default -> throw new IllegalArgumentException("'" + column + "' is not a column of Coffer.");
    };
  }

  /** H2 compares each row that it finds with the whole list. */
  @Override
  public int statementBytes() {
    return Dialects.STATEMENT_BYTES;
  }

  @Override
  public int keysAtOnce() {
    return 32;
  }

  /** Compares both columns at once: a list for one column makes H2 read the whole collection. */
  @Override
  public String isOneOf(String alias, int keys) {
    String columns = "(" + alias + "collection, " + alias + "record_key)";
    return columns + " in (" + Placeholders.rows(2, keys) + ")";
  }

  @Override
  public List<String> valuesForIsOneOf(String collection, List<String> keys) {
    return keys.stream().flatMap(key -> Stream.of(collection, key)).toList();
  }

  /** A join takes four fifths of the time of a list, and needs one statement for any number. */
  @Override
  public String fromKeysOfArray() {
    return " from unnest(cast(? as varchar array)) wanted(wanted_key) join coffer_record r"
        + " on r.collection = ? and r.record_key = wanted.wanted_key where 1 = 1";
  }

  @Override
  public String firstVersion() {
    return FIRST_VERSION;
  }

  /**
   * {@inheritDoc} On H2, an update and an insert with bound times take a third of the time of a
   * {@code merge} in {@code final table}, which H2 plans anew for each execution.
   */
  @Override
  public RecordSql recordSql() {
    return H2RecordStatements.SQL;
  }

  @Override
  public boolean runsHere() {
    return runsHere;
  }

  @Override
  public String deletedVersions(String delete) {
    return "select record_key, version from old table (" + delete + ")";
  }

  @Override
  public String upsertReferences(int rows) {
    return "merge into coffer_record_content (collection, record_key, content_id)"
        + " key (collection, record_key) values "
        + Placeholders.rows(3, rows);
  }

  @Override
  public String upsertExpiry(String records) {
    return "merge into coffer_record_expiry old using (select r.collection, r.record_key,"
        + " r.expires_at from coffer_record r where r.expires_at is not null and "
        + records
        + ") new on old.collection = new.collection and old.record_key = new.record_key"
        + " when matched and old.due_at > new.expires_at then update set due_at = new.expires_at"
        + " when not matched then insert (collection, record_key, due_at)"
        + " values (new.collection, new.record_key, new.expires_at)";
  }

  @Override
  public String inVisibleSchemas() {
    return "= current_schema";
  }

  @Override
  public String exactCollation() {
    return "OFF";
  }

  /**
   * {@inheritDoc} The type {@code VARCHAR_IGNORECASE} ignores case with every collation. The
   * collation is the database's.
   */
  @Override
  public String columnCollation() {
    return "case cast(DATA_TYPE as varchar_casesensitive) when 'VARCHAR_IGNORECASE' then"
        + " 'VARCHAR_IGNORECASE' else COLLATION_NAME end";
  }

  /**
   * {@inheritDoc} With {@code IGNORECASE}, each change of a table converts all its text columns to
   * types that ignore case, including exact columns. The collation is the database's.
   */
  @Override
  public Optional<String> inexactDefaults() {
    return Optional.of(
        "select case when collation <> 'OFF' then 'COLLATION ' || collation else 'IGNORECASE TRUE'"
            + " end from (select max(COLLATION_NAME) as collation from INFORMATION_SCHEMA.COLUMNS"
            + " where upper(TABLE_SCHEMA) = 'INFORMATION_SCHEMA' and upper(TABLE_NAME) = 'TABLES') defaults"
            + " where collation <> 'OFF' or cast('a' as varchar) = cast('A' as varchar)");
  }

  @Override
  public String adviceOnInexactColumns() {
    return "Create the text columns while IGNORECASE is FALSE, in a database whose COLLATION is"
        + " OFF: see"
        + " 'Exact keys on H2' in docs/schema.md.";
  }

  @Override
  public boolean isRetryable(SQLException error) {
    return Refusals.any(error, link -> RETRYABLE.contains(link.getErrorCode()) || isLostRace(link));
  }

  private static boolean isLostRace(SQLException error) {
    return error.getErrorCode() == GENERAL_ERROR
        && String.valueOf(error.getMessage()).contains(LOST_RACE);
  }

  @Override
  public boolean isDenied(SQLException error) {
    return Refusals.any(error, link -> DENIED.contains(link.getErrorCode()));
  }

  @Override
  public boolean isDuplicateKey(SQLException error) {
    return Refusals.any(error, link -> link.getErrorCode() == 23505);
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

  @Override
  public boolean isLostAnswer(SQLException error) {
    return Dialect.super.isLostAnswer(error)
        || Refusals.any(error, link -> FILE_FAILED.contains(link.getErrorCode()));
  }

  @Override
  public String analyze(String table) {
    return "analyze table " + table;
  }

  /**
   * {@inheritDoc} The first query does not count data that is not yet written to the file. The
   * second query counts the whole file, including the application's tables. For an in-memory
   * database, no query returns a size.
   */
  @Override
  public List<String> physicalBytes() {
    return List.of(
        "select nullif(sum(disk_space_used(quote_ident(TABLE_NAME))), 0) from"
            + " INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = current_schema and"
            + " upper(TABLE_NAME) like 'COFFER\\_%' escape '\\'",
        "select cast(SETTING_VALUE as bigint) from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME ="
            + " 'info.FILE_SIZE'");
  }

  @Override
  public boolean isReadOnly(SQLException error) {
    return Refusals.any(error, link -> link.getErrorCode() == READ_ONLY);
  }

  @Override
  public List<EnvironmentCheck> environmentChecks() {
    return List.of(
        new EnvironmentCheck(
            "WRITE_DELAY",
            "select SETTING_VALUE || ' ms' from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME ="
                + " 'WRITE_DELAY' and SETTING_VALUE <> '0' and database_path() is not null",
            "A crash of the process or a full disk loses acknowledged commits of that time: set"
                + " WRITE_DELAY=0 in the URL. Each commit then waits for its write to the file."));
  }
}
