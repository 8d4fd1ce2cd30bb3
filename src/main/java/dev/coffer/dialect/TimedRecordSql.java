package dev.coffer.dialect;

/**
 * Statements that write one record each and take all of its times as bound values. An upsert is the
 * update, and the insert if the update finds no row.
 *
 * <p>The bound values have numbers: 1 is the collection, 2 the key, 3 the type, 4 the size, 5 the
 * frame, 6 the content id, 7 the current time in UTC, and 8 the time of the expiry. Statements with
 * a version also need it as 9. A row under the key fails the insert with a duplicate key, and the
 * transaction remains usable.
 *
 * @param update an update of a row under the key, which adds one to its version. An expired record
 *     is created again, but its version continues. The time of update is null exactly if the record
 *     was created
 * @param updateKeepingExpiry the same update of a record that keeps its expiry if it has not
 *     expired; it does not need the value 8
 * @param replace the update of a live record that is at the version
 * @param replaceKeepingExpiry the same update of a record that keeps its expiry; it ignores the
 *     value 8
 * @param replaceLasting the same update of a record that never expires, before or afterwards; it
 *     keeps the time of the creation, and needs the version as 8
 * @param revive the update of an expired record that is at the version
 * @param insert an insert of a record whose key is absent
 */
public record TimedRecordSql(
    String update,
    String updateKeepingExpiry,
    String replace,
    String replaceKeepingExpiry,
    String replaceLasting,
    String revive,
    String insert)
    implements RecordSql {}
