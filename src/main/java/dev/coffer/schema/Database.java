package dev.coffer.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The words of one database product: what it calls things, and what its errors mean. It runs no
 * queries of its own. Immutable and thread-safe. Column lists are in the order of the bound values.
 */
public interface Database {

  /** The products that Coffer knows. */
  enum Product {
    H2,
    MARIADB,
    POSTGRESQL
  }

  Product product();

  /**
   * An expression for the database's time now, UTC, without zone, in microseconds, on H2 in
   * milliseconds. It moves on within a transaction; on PostgreSQL and H2 also within a statement.
   */
  String utcNow();

  /**
   * An expression for {@code utcNow()} plus a bound number of milliseconds ({@code ?}, a {@code
   * long}); null when null is bound.
   */
  String utcNowPlusMillis();

  /**
   * The expression of {@code coffer_record} by which records are ordered and ranged in the order of
   * the UTF-8 bytes of their keys: the key column itself where the database orders it so.
   */
  String keyOrder();

  /** The placeholder to compare with {@link #keyOrder()}; bound to the key as a string. */
  String keyOrderPlaceholder();

  /** The clause, after the {@code where} clause, that locks selected contents against deletion. */
  String shareLock();

  /**
   * What to put before an insert, update or delete on Coffer's tables alone, so that MariaDB's
   * snapshot isolation does not refuse rows newer than the host's snapshot; elsewhere an empty
   * text.
   */
  String statementPrefix();

  /**
   * An insert of {@code rows} rows, all values bound, that passes over those whose unique columns
   * exist already. The rows of one statement must differ in them. It already begins with {@link
   * #statementPrefix()}.
   *
   * <p>What it inserted is to be read back, not counted. On MariaDB a value that does not fit is
   * shortened with a warning, not refused: any warning but 1062 must roll back. On H2 a row that
   * another transaction inserts at the same moment fails the statement with a duplicate key: look
   * again and repeat.
   */
  String insertIfAbsent(String table, String[] columns, String[] uniqueColumns, int rows);

  /**
   * How many bytes of values a statement should carry at the most, unless one value alone has more.
   */
  int statementBytes();

  /** How many keys a statement on {@code coffer_record} should name at the most. */
  int keysAtOnce();

  /**
   * The condition that a row of {@code coffer_record} is one of {@code keys} records of a
   * collection, found by the primary key.
   *
   * @param alias what stands before the columns' names: empty, or an alias and a dot
   */
  String isOneOf(String alias, int keys);

  /** The values to bind for {@link #isOneOf}, in order. */
  List<String> valuesForIsOneOf(String collection, List<String> keys);

  /**
   * An expression for the version of a record that is created now: the microseconds since 1970 by
   * the database's clock, which moves on within a transaction. No earlier record of the same key
   * had this version, since each change of a record adds only one to its version.
   */
  String firstVersion();

  /** How many rows one statement of {@link #upsertRecords} may have at most. */
  default int rowsOfUpsert() {
    return 500;
  }

  /**
   * A query that inserts {@code rows} records or replaces those under their keys, adds one to the
   * version of each that it replaces, and gives key, version, and times of creation, update and
   * expiry of each, as they are now. The time of update is null exactly where a record was created.
   * A record that had expired is created anew, except that its version goes on counting. Bound for
   * each row: collection, key, type, size, frame, content's id, time to live in milliseconds.
   */
  String upsertRecords(int rows);

  /**
   * An insert of one record whose key is free; bound to its version, and then as one row of {@link
   * #upsertRecords}.
   */
  String insertRecord();

  /**
   * A query that inserts one record, unless there is a row under its key, even an expired one, and
   * gives the version of what it inserted; bound as one row of {@link #upsertRecords}. Where there
   * is a row, it gives none or is refused as a duplicate key, without harm to the transaction.
   */
  String insertRecordIfAbsent();

  /**
   * A statement that inserts or replaces {@code rows} rows of {@code coffer_record_content}; bound
   * for each: collection, key, content's id.
   */
  String upsertReferences(int rows);

  /** A query that takes the next value of a sequence. */
  String nextValue(String sequence);

  /**
   * A comparison, to follow {@code table_schema} in a query of {@code information_schema}, that
   * keeps the tables that statements find by their bare names.
   */
  String inVisibleSchemas();

  /** The collation of texts that are equal only if all their characters are. */
  String exactCollation();

  /**
   * The expression of {@code information_schema.columns} that is {@link #exactCollation()} for a
   * column of exact texts, and else tells how the column compares.
   */
  String columnCollation();

  /**
   * A query that gives a row, with the setting as a text, if the defaults of the database would
   * make the columns of a migration inexact; empty where a migration names the collation of each.
   */
  default Optional<String> inexactDefaults() {
    return Optional.empty();
  }

  /** What to do about columns that are not exact. */
  String adviceOnInexactColumns();

  /** Whether a transaction that failed with this error may succeed when replayed as a whole. */
  boolean isRetryable(SQLException error);

  /** Whether this is the refusal of a duplicate value in a unique index. */
  boolean isDuplicateKey(SQLException error);

  /**
   * Whether a statement may have failed only because it was prepared before its table was altered:
   * the same words with another comment are prepared anew.
   */
  default boolean isOutdatedPreparation(SQLException error) {
    return false;
  }

  /** Whether this is the refusal of a foreign key. */
  boolean isForeignKeyViolation(SQLException error);

  /** Whether the database could not be reached, or the connection to it was lost. */
  boolean isUnavailable(SQLException error);

  /**
   * Whether the database itself says, by this error, that it has refused a commit, so that nothing
   * of the transaction is stored. After any other error a transaction may be committed all the
   * same.
   */
  default boolean isRefusedCommit(SQLException error) {
    return !isLostAnswer(error) && (isRetryable(error) || Refusals.rolledBack(error));
  }

  /**
   * Whether a statement, or a commit, may have been executed although it failed: its answer was
   * lost, or it was interrupted after its effect.
   */
  default boolean isLostAnswer(SQLException error) {
    return isUnavailable(error) || Refusals.any(error, Refusals::completionUnknown);
  }

  /**
   * Queries for the bytes that Coffer's tables and their indexes take in the database's files, best
   * first: an account may lack the right to run one, and the next is less exact.
   */
  List<String> physicalBytes();

  /** What to look at in the settings of the database, because it can make Coffer fail or slow. */
  List<EnvironmentCheck> environmentChecks();
}
