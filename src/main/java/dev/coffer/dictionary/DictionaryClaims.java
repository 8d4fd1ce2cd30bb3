package dev.coffer.dictionary;

import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.Exclusivity;
import dev.coffer.tx.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The claims of transactions on the dictionaries of a domain. A claimed dictionary is not retired
 * before its transaction ends, and a retired one cannot be claimed. A claim is a lock on the row of
 * the dictionary. Where no other process can write to the database, it is an entry in {@link
 * DictionaryUses}. Thread-safe.
 */
final class DictionaryClaims {
  private final String domain;

  /** Whether no other process can write to the database; null until it was queried. */
  private volatile @Nullable Boolean exclusive;

  DictionaryClaims(String domain) {
    this.domain = domain;
  }

  /**
   * Claims a dictionary for a unit of work, and returns whether that succeeded.
   *
   * @param known whether this process knows, without a query, that the dictionary is in force
   */
  boolean claim(UnitOfWork unit, String collection, String id, BooleanSupplier known)
      throws SQLException {
    if (!needNoLock(unit)) {
      return DictionaryRows.isInForce(unit, domain, collection, id, unit.dialect().readLock());
    }
    DictionaryUses.begin(unit, collection, id);
    return known.getAsBoolean()
        || (seesCommittedState(unit) && DictionaryRows.isInForce(unit, domain, collection, id, ""));
  }

  /** Whether claims need no lock, and so no transaction. */
  boolean needNoLock(UnitOfWork unit) throws SQLException {
    Boolean queried = exclusive;
    if (queried == null) {
      queried = Exclusivity.isCertain(unit.connection(), unit.dialect());
      exclusive = queried;
    }
    return queried;
  }

  /** Whether a query without a lock may decide about a claim. A lock reads past the snapshot. */
  boolean seesCommittedState(UnitOfWork unit) throws SQLException {
    return !unit.joinsHost()
        || unit.dialect().product() != Dialect.Product.H2
        || unit.connection().getTransactionIsolation() <= Connection.TRANSACTION_READ_COMMITTED
        || !needNoLock(unit);
  }
}
