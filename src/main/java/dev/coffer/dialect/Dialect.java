package dev.coffer.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SQL dialect of one database product: its expressions and statements, and the meaning of its
 * errors. It runs no queries itself. Immutable and thread-safe. Column lists are in the order of
 * the bound values.
 */
public interface Dialect {

  /** The supported products. */
  enum Product {
    H2,
    MARIADB,
    POSTGRESQL
  }

  Product product();

  /**
   * An expression for the current time of the database in UTC, without zone, with microseconds (on
   * H2, milliseconds). The time advances within a transaction; on PostgreSQL and H2 also within a
   * statement.
   */
  String utcNow();

  /**
   * The condition that a record has not expired.
   *
   * @param alias the alias of {@code coffer_record} with a dot; empty for none
   */
  default String alive(String alias) {
    return "(" + alias + "expires_at is null or " + alias + "expires_at > " + utcNow() + ")";
  }

  /**
   * An expression for {@code utcNow()} plus a bound number of milliseconds ({@code ?}, a {@code
   * long}); null if null is bound.
   */
  String utcNowPlusMillis();

  /**
   * The expression that orders and compares a text by its UTF-8 bytes; empty if the database orders
   * exact texts in this way, and not by their UTF-16 units.
   */
  default Optional<String> utf8Order(String text) {
    return Optional.empty();
  }

  /**
   * The clause that locks selected contents against deletion; it follows the {@code where} clause.
   */
  String shareLock();

  /**
   * The clause that locks selected rows against every change; it follows the {@code where} clause.
   * The statement reads the committed state of the rows, past the snapshot of its transaction.
   * Several transactions can hold the lock at the same time, except on H2.
   */
  String readLock();

  /**
   * The prefix of an insert, update or delete that affects only Coffer's tables. With it, MariaDB's
   * snapshot isolation does not refuse rows newer than the host's snapshot. On other databases it
   * is empty.
   */
  String statementPrefix();

  /**
   * The dialect for statements that are each a transaction of their own; it may need no {@link
   * #statementPrefix()}.
   */
  default Dialect alone() {
    return this;
  }

  /**
   * The dialect whose statements that write one record write nothing unless a guard, a row of
   * another table, meets a condition. They lock the guard by {@link #readLock()}. Its statements
   * for several records are not for use. Empty if the database has no such statements.
   *
   * @param table the table of the guard, whose alias is {@code g}
   * @param condition the condition that one row meets at most
   */
  default Optional<Dialect> writingWhile(String table, String condition) {
    return Optional.empty();
  }

  /**
   * The condition of {@link #writingWhile}, beginning with {@code and}, for updates of one record;
   * empty without a guard.
   */
  default String guard() {
    return "";
  }

  /**
   * An insert of {@code rows} rows with bound values that skips rows whose unique columns already
   * exist. The rows of one statement must differ in their unique columns. The statement already
   * begins with {@link #statementPrefix()}.
   *
   * <p>To find the inserted rows, read them back; do not use the update count. MariaDB truncates a
   * value that does not fit and reports only a warning, so the caller must roll back on every
   * warning except 1062. On H2, a row that another transaction inserts at the same moment fails the
   * statement with a duplicate key; the caller must read again and repeat.
   */
  String insertIfAbsent(String table, String[] columns, String[] uniqueColumns, int rows);

  /** The maximum number of value bytes in a statement; a single larger value is allowed. */
  int statementBytes();

  /** The maximum number of keys in a statement on {@code coffer_record}. */
  int keysAtOnce();

  /**
   * The condition that a row of {@code coffer_record} is one of {@code keys} records of a
   * collection, found by the primary key.
   *
   * @param alias the prefix of the column names: empty, or an alias and a dot
   */
  String isOneOf(String alias, int keys);

  /** The values to bind for {@link #isOneOf}, in order. */
  List<String> valuesForIsOneOf(String collection, List<String> keys);

  /**
   * The beginning of the {@code from} clause of a query on the records {@code r} of a collection
   * whose keys are the elements of an array, up to and including a condition; null if the database
   * finds records faster by {@link #isOneOf}. The parameters are an array of the keys and the
   * collection.
   */
  default @Nullable String fromKeysOfArray() {
    return null;
  }

  /**
   * An expression for the version of a new record: the microseconds since 1970 by the database's
   * clock, which advances within a transaction. No earlier record of the same key had this version,
   * because each change adds only one to the version.
   */
  String firstVersion();

  /** The statements that write whole rows of {@code coffer_record}. */
  RecordSql recordSql();

  /**
   * Whether the database runs in this process and only there, so that its clock is the clock of
   * this process.
   */
  default boolean runsHere() {
    return false;
  }

  /**
   * A query that executes a delete on {@code coffer_record} and returns the key and the version of
   * each deleted row.
   *
   * @param delete a delete without an alias of the table
   */
  default String deletedVersions(String delete) {
    return delete + " returning record_key, version";
  }

  /**
   * A statement that inserts or replaces {@code rows} rows of {@code coffer_record_content}. The
   * bound values of each row are: collection, key, content id.
   */
  String upsertReferences(int rows);

  /**
   * A statement that gives those selected records that expire a row in {@code coffer_record_expiry}
   * which is due at their expiry. A row that is due earlier stays as it is. The records must be
   * locked.
   *
   * @param records the condition that selects rows of {@code coffer_record r}
   */
  String upsertExpiry(String records);

  /**
   * A comparison for the column {@code table_schema} of {@code information_schema}. It selects the
   * tables that statements find by their unqualified names.
   */
  String inVisibleSchemas();

  /** The collation that treats texts as equal only if all their characters are equal. */
  String exactCollation();

  /**
   * The expression of {@code information_schema.columns} for the comparison of a column. It is
   * {@link #exactCollation()} for an exact text column, and a description of the comparison
   * otherwise.
   */
  String columnCollation();

  /**
   * A query that returns a row with the setting, as text, if the defaults of the database would
   * make the columns of a migration inexact. It is empty if migrations set the collation of each
   * column.
   */
  default Optional<String> inexactDefaults() {
    return Optional.empty();
  }

  /** The advice for columns that are not exact. */
  String adviceOnInexactColumns();

  /** Whether a transaction that failed with this error may succeed if it is replayed as a whole. */
  boolean isRetryable(SQLException error);

  /** Whether this error reports that the account lacks a right. */
  boolean isDenied(SQLException error);

  /** Whether this error reports a duplicate value in a unique index. */
  boolean isDuplicateKey(SQLException error);

  /**
   * Whether a statement may have failed only because it was prepared before its table was altered.
   * The same statement with another comment is prepared again.
   */
  default boolean isOutdatedPreparation(SQLException error) {
    return false;
  }

  /** Whether this error reports a violation of a foreign key. */
  boolean isForeignKeyViolation(SQLException error);

  /** Whether the database cannot be reached or the connection was lost. */
  boolean isUnavailable(SQLException error);

  /**
   * Whether this error proves that the database refused a commit, so that nothing of the
   * transaction is stored. After any other error the transaction may still be committed.
   */
  default boolean isRefusedCommit(SQLException error) {
    return !isLostAnswer(error) && (isRetryable(error) || Refusals.rolledBack(error));
  }

  /**
   * Whether a failed statement or commit may have been executed: its answer was lost, or it was
   * interrupted after its effect.
   */
  default boolean isLostAnswer(SQLException error) {
    return isUnavailable(error) || Refusals.any(error, Refusals::completionUnknown);
  }

  /** Whether this error says that the server or the transaction of a write is read-only. */
  boolean isReadOnly(SQLException error);

  /** The queries for positions of replicas; empty if the product has none. */
  default Optional<ReplicationSql> replication() {
    return Optional.empty();
  }

  /** The queries for the servers around a server; empty if the product has none. */
  default Optional<TopologySql> topology() {
    return Optional.empty();
  }

  /** A statement that updates the planner's statistics of a table. It commits by itself. */
  String analyze(String table);

  /**
   * Queries for the size of Coffer's tables and indexes in the database's files, in bytes, the most
   * exact query first. An account may lack the privilege for one query; the next one is less exact.
   */
  List<String> physicalBytes();

  /** The checks of database settings that can make Coffer fail or slow. */
  List<EnvironmentCheck> environmentChecks();

  /** The further checks for connections that take part in JTA transactions. */
  default List<EnvironmentCheck> jtaChecks() {
    return List.of();
  }
}
