package dev.coffer.dialect;

/** The statements of H2 that write whole rows of {@code coffer_record}. */
final class H2RecordStatements {

  private static final String KEPT = "case when expires_at > ?7 then expires_at end";
  private static final String LIVE =
      " and version = ?9 and (expires_at is null or expires_at > ?7)";
  private static final String EXPIRED = " and version = ?9 and expires_at <= ?7";

  /** See {@link Dialect#recordSql}. */
  static final TimedRecordSql SQL =
      new TimedRecordSql(
          update("?8"),
          update(KEPT),
          update("?8") + LIVE,
          update(KEPT) + LIVE,
          "update coffer_record set type = ?3, version = version + 1, size = ?4, frame = ?5,"
              + " content_id = ?6, updated_at = ?7 where collection = ?1 and record_key = ?2"
              + " and version = ?8 and expires_at is null",
          update("?8") + EXPIRED,
          "insert into coffer_record (collection, record_key, type, version, size, frame,"
              + " content_id, created_at, expires_at) values (?1, ?2, ?3, ?9, ?4, ?5, ?6, ?7, ?8)");

  private H2RecordStatements() {}

  /** The times are cast because H2 determines the type of a {@code case} without the values. */
  private static String update(String expiry) {
    return """
        update coffer_record set
          type = ?3,
          version = version + 1,
          size = ?4,
          frame = ?5,
          content_id = ?6,
          created_at = case when expires_at <= ?7 then cast(?7 as timestamp(6)) else created_at end,
          updated_at = case when expires_at <= ?7 then null else cast(?7 as timestamp(6)) end,
          expires_at =\s"""
        + expiry
        + " where collection = ?1 and record_key = ?2";
  }
}
