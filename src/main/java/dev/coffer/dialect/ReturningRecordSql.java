package dev.coffer.dialect;

import java.util.Optional;

/** Statements that write records and return what they have written. */
public non-sealed interface ReturningRecordSql extends RecordSql {

  /**
   * A query that inserts or replaces {@code rows} records and adds one to the version of each
   * replaced record. It returns the current key, version, and times of creation, update and expiry
   * of each record. The time of update is null exactly if the record was created. An expired record
   * is created again, but its version continues. The bound values of each row are: collection, key,
   * type, size, frame, content id, and time to live in milliseconds.
   *
   * @param keepExpiry whether a live record keeps its expiry; the bound time to live is then null
   */
  String upsertRecords(int rows, boolean keepExpiry);

  /**
   * An insert of records whose keys are absent. If {@link #insertsArrays}, the bound values are the
   * version, the collection and the time to live of all records, and arrays of their keys, types,
   * sizes, frames and content ids. Otherwise it inserts one record, and the bound values are the
   * version, followed by one row of {@link #upsertRecords}.
   */
  String insertRecords();

  /** Whether {@link #insertRecords} binds arrays of the values of several records. */
  boolean insertsArrays();

  /**
   * A query that inserts one record if there is no row under its key, not even an expired one, and
   * returns the version of the inserted record. The bound values are one row of {@link
   * #upsertRecords}. If there is a row, the query returns no row or fails with a duplicate key; the
   * transaction remains usable.
   */
  String insertRecordIfAbsent();

  /**
   * The statement of {@link #upsertRecords} for one record whose frame needs a dictionary. It locks
   * the row of the dictionary by {@link Dialect#readLock()}, and writes and returns nothing if the
   * dictionary is retired or absent. The bound values are those of one row, and then the
   * collection, the id and the domain of the dictionary. Empty if the database has no such
   * statement.
   */
  Optional<String> upsertRecordWithDictionary(boolean keepExpiry);

  /**
   * The query of {@link #insertRecordIfAbsent} for a record whose frame needs a dictionary; see
   * {@link #upsertRecordWithDictionary}.
   */
  Optional<String> insertRecordIfAbsentWithDictionary();

  /**
   * An update of a record that never expires, if it has a version. It generates one key: the time
   * of the update, in microseconds since the epoch. The bound values are type, size, frame, content
   * id, collection, key and version. Empty if the database has no such statement.
   */
  Optional<String> replaceLasting();
}
