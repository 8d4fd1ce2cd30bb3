package dev.coffer.dialect;

import java.util.Optional;

/**
 * The statements of MariaDB that write whole rows of {@code coffer_record}. Those on one record may
 * have a guard; see {@link Dialect#writingWhile}. Immutable.
 */
final class MariaDbRecordSql implements ReturningRecordSql {

  static final String READ_LOCK = " lock in share mode";

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

  /** The version of a record that is created now. */
  static final String FIRST_VERSION =
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

  private static final String INSERT_RECORD_FROM =
      INSERT_RECORD + "select " + FIRST_VERSION + RECORD_VALUES + " from ";

  private static final String DICTIONARY_IN_FORCE =
      " where d.collection = ? and d.dictionary_id = ? and d.domain = ? and d.retired_at is null";

  private final String guard;

  /** The insert of one record, up to and including its values. */
  private final String insert;

  private final Optional<String> upsertWithDictionary;
  private final Optional<String> upsertWithDictionaryKeepingExpiry;
  private final Optional<String> insertWithDictionary;
  private final Optional<String> replaceLasting;

  /**
   * The statements.
   *
   * @param prefix see {@link Dialect#statementPrefix}
   * @param table the table of the guard, whose alias is {@code g}; empty without a guard
   * @param condition the condition on the guard
   */
  MariaDbRecordSql(String prefix, String table, String condition) {
    boolean guarded = !table.isEmpty();
    guard =
        guarded
            ? " and exists (select 1 from " + table + " g where " + condition + READ_LOCK + ")"
            : "";
    // At READ COMMITTED, the source of an insert is locked only on request.
    insert =
        guarded
            ? prefix + INSERT_RECORD_FROM + table + " g where " + condition + READ_LOCK
            : prefix + INSERT_RECORD + "values " + NEW_RECORD;
    String withDictionary =
        prefix
            + INSERT_RECORD_FROM
            + "coffer_dictionary d"
            + (guarded ? ", " + table + " g" : "")
            + DICTIONARY_IN_FORCE
            + (guarded ? " and " + condition : "")
            + READ_LOCK;
    upsertWithDictionary = Optional.of(withDictionary + REPLACE_RECORD);
    upsertWithDictionaryKeepingExpiry = Optional.of(withDictionary + REPLACE_RECORD_KEEPING_EXPIRY);
    insertWithDictionary = Optional.of(withDictionary + " returning version");
    replaceLasting = Optional.of(prefix + REPLACE_LASTING + guard);
  }

  /** See {@link Dialect#guard}. */
  String guard() {
    return guard;
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
}
