package dev.coffer.content.row;

import dev.coffer.dialect.Dialect;

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

  public static String sql(Dialect dialect, String select, boolean current) {
    return current ? dialect.statementPrefix() + select + dialect.shareLock() : select;
  }
}
