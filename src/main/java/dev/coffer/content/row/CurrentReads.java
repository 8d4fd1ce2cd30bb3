package dev.coffer.content.row;

import dev.coffer.schema.Dialect;

/**
 * Reads that see what is committed now, past the snapshot of a REPEATABLE READ transaction.
 *
 * <p>On MariaDB a host's row may refer to a content that is newer than the snapshot: the foreign
 * key accepts it, a plain read does not show it, a locking one does. The other databases refuse
 * such a reference, and their locking reads show no more than plain ones.
 */
public final class CurrentReads {

  private CurrentReads() {}

  /** Whether a read that missed a content may find it when it is repeated as a current one. */
  public static boolean showMore(Dialect dialect) {
    return dialect.product() == Dialect.Product.MARIADB;
  }

  public static String sql(Dialect dialect, String select, boolean current) {
    return current ? dialect.statementPrefix() + select + dialect.shareLock() : select;
  }
}
