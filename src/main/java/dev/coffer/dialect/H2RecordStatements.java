package dev.coffer.dialect;

import java.util.Collections;

/** The statements of H2 that write whole rows of {@code coffer_record}. Stateless. */
final class H2RecordStatements {

  private static final String RECORD_COLUMNS =
      "(collection, record_key, type, version, size, frame, content_id, created_at, expires_at)";

  /** The expiry of a record of {@link #newRecords}. */
  private static final String NEW_EXPIRY = "new.created_at + new.ttl * interval '0.001' second";

  private static final String NEW_RECORD =
      "new.collection, new.record_key, new.type, new.version, new.size, new.frame, new.content_id,"
          + " new.created_at, "
          + NEW_EXPIRY;

  private static final String MERGE_INTO_RECORDS =
      """
      select record_key, version, created_at, updated_at, expires_at
      from final table (merge into coffer_record old using
      """;

  private static final String REPLACE_OR_INSERT_RECORD =
      """

      on old.collection = new.collection and old.record_key = new.record_key
      when matched then update set
        type = new.type,
        version = old.version + 1,
        size = new.size,
        frame = new.frame,
        content_id = new.content_id,
        created_at = case when old.expires_at <= new.created_at
          then new.created_at else old.created_at end,
        updated_at = case when old.expires_at <= new.created_at
          then null else new.created_at end,
        expires_at =
      """
          + NEW_EXPIRY
          + " when not matched then insert "
          + RECORD_COLUMNS
          + " values ("
          + NEW_RECORD
          + "))";

  private static final String REPLACE_KEEPING_EXPIRY_OR_INSERT_RECORD =
      REPLACE_OR_INSERT_RECORD.replace(
          "expires_at =\n" + NEW_EXPIRY,
          "expires_at = case when old.expires_at > new.created_at then old.expires_at end");

  private H2RecordStatements() {}

  /** See {@link Dialect#upsertRecords}. */
  static String upsert(int rows, boolean keepExpiry) {
    return MERGE_INTO_RECORDS
        + newRecords(H2Dialect.FIRST_VERSION, rows)
        + (keepExpiry ? REPLACE_KEEPING_EXPIRY_OR_INSERT_RECORD : REPLACE_OR_INSERT_RECORD);
  }

  /** See {@link Dialect#insertRecord}. */
  static String insert() {
    return "insert into coffer_record "
        + RECORD_COLUMNS
        + " select "
        + NEW_RECORD
        + " from "
        + newRecords("cast(? as bigint)", 1);
  }

  /** See {@link Dialect#insertRecordIfAbsent}. */
  static String insertIfAbsent() {
    return "select version from final table (insert into coffer_record "
        + RECORD_COLUMNS
        + " select "
        + NEW_RECORD
        + " from "
        + newRecords(H2Dialect.FIRST_VERSION, 1)
        + " where not exists (select 1 from coffer_record old"
        + " where old.collection = new.collection and old.record_key = new.record_key))";
  }

  /**
   * The new records as a table of values. The values are cast because H2 treats untyped values as
   * text, see {@link H2Dialect#insertIfAbsent}. The clock is read once for each row, so that all
   * its times are equal. It is not a subquery: H2 parses the text of a subquery again, and the cast
   * to a case-sensitive type would become a plain cast.
   */
  private static String newRecords(String version, int rows) {
    String row =
        "("
            + version
            + ", cast(? as varchar_casesensitive), cast(? as varchar_casesensitive),"
            + " cast(? as varchar_casesensitive), cast(? as integer),"
            + " cast(? as varbinary(1000000000)), cast(? as bigint), "
            + H2Dialect.UTC_NOW
            + ", cast(? as bigint))";
    return "(values "
        + String.join(", ", Collections.nCopies(rows, row))
        + ") new (version, collection, record_key, type, size, frame, content_id, created_at, ttl)";
  }
}
