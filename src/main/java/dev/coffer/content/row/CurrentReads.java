package dev.coffer.content.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads that see the current committed state, past the snapshot of a REPEATABLE READ transaction.
 *
 * <p>On MariaDB a host's row may refer to a content that is newer than the snapshot: the foreign
 * key accepts the reference, a plain read does not show the content, but a locking read does. The
 * other databases refuse such a reference, and their locking reads show no more than plain reads.
 */
public final class CurrentReads {

  private CurrentReads() {}

  /** Whether a current read may find a content that a plain read has missed. */
  public static boolean showMore(Dialect dialect) {
    return dialect.product() == Dialect.Product.MARIADB;
  }

  /**
   * The same for a read of a row of the transaction. Without a transaction of several statements a
   * plain read is current, and a read-only transaction has no reference newer than its snapshot. So
   * no lock is taken on a replica.
   */
  public static boolean showMore(UnitOfWork unit) throws SQLException {
    Connection connection = unit.connection();
    return showMore(unit.dialect()) && !connection.getAutoCommit() && !connection.isReadOnly();
  }

  public static String sql(Dialect dialect, String select, boolean current) {
    return current ? dialect.statementPrefix() + select + dialect.shareLock() : select;
  }
}
