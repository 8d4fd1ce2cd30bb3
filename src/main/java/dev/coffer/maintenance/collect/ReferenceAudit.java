package dev.coffer.maintenance.collect;

import dev.coffer.api.CofferException;
import dev.coffer.content.row.ReferringColumns;
import dev.coffer.dialect.Dialect;
import dev.coffer.hibernate.MappedReferences;
import dev.coffer.maintenance.task.RunRefusedException;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check that the foreign keys of the database protect every content to which a row refers.
 * Stateless.
 */
final class ReferenceAudit {
  private static final Logger log = LoggerFactory.getLogger(ReferenceAudit.class);

  private ReferenceAudit() {}

  /**
   * Checks the foreign keys that the catalogue shows.
   *
   * @param mapped the references that an application maps
   * @param intendedCascades the tables, in lower case, whose rows a deletion may change
   * @throws CofferException if the catalogue does not show all keys of Coffer's own tables
   * @throws RunRefusedException if a mapped reference has no foreign key, or if a foreign key would
   *     change rows of the host
   */
  static void check(
      ReferringColumns columns,
      Collection<MappedReferences.Reference> mapped,
      Set<String> intendedCascades) {
    Set<String> missing = columns.missing();
    if (!missing.isEmpty()) {
      throw new CofferException(
          "The catalogue of the database does not show the foreign keys of "
              + String.join(", ", missing)
              + " to this account, so it may hide others too. Nothing was deleted. Grant the rights"
              + " in docs/schema.md to the account, and restore dropped foreign keys.");
    }
    for (MappedReferences.Reference each : mapped) {
      if (!isProtected(columns, each)) {
        throw new RunRefusedException(
            "The column "
                + each.table()
                + "."
                + each.column()
                + " refers to contents, but the database has no foreign key for it, or hides it"
                + " from this account. Nothing was deleted. Add it: alter table "
                + each.table()
                + " add foreign key ("
                + each.column()
                + ") references coffer_content (id). The table must be able to have foreign keys"
                + " (on MariaDB: InnoDB, without partitions). If no application maps the column any"
                + " more, delete its row in coffer_unprotected_reference.");
      }
    }
    for (ReferringColumns.Column each : columns.columns()) {
      if (each.changesRows() && !intendedCascades.contains(each.table().toLowerCase(Locale.ROOT))) {
        throw new RunRefusedException(
            "The foreign key of "
                + each.table()
                + "."
                + each.column()
                + " to contents has ON DELETE CASCADE, SET NULL or SET DEFAULT, so the deletion of"
                + " a content could change rows of "
                + each.table()
                + ". Nothing was deleted. Use ON DELETE RESTRICT, or name the table in the setting"
                + " intendedCascades.");
      }
    }
    log.debug("Contents are referred to by {}.", columns.columns());
  }

  /** Whether one of these foreign keys belongs to a mapped reference. */
  static boolean isProtected(ReferringColumns columns, MappedReferences.Reference mapped) {
    return columns.columns().stream().anyMatch(column -> isSame(column, mapped));
  }

  private static boolean isSame(ReferringColumns.Column column, MappedReferences.Reference mapped) {
    String schema = mapped.schema();
    return column.table().equalsIgnoreCase(mapped.table())
        && column.column().equalsIgnoreCase(mapped.column())
        && (schema == null || schema.equalsIgnoreCase(column.place()));
  }

  /**
   * Warns of columns without an index, which make each check read the whole table. Only PostgreSQL
   * creates no index for a foreign key.
   */
  static void warnOfMissingIndexes(UnitOfWork unit, ReferringColumns columns) throws SQLException {
    if (unit.dialect().product() != Dialect.Product.POSTGRESQL) {
      return;
    }
    String sql =
        "select 1 from pg_index i join pg_attribute a"
            + " on a.attrelid = i.indrelid and a.attnum = i.indkey[0]"
            + " where i.indrelid = to_regclass(?) and a.attname = ?";
    for (ReferringColumns.Column each : columns.columns()) {
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        query.setString(1, each.sqlTable());
        query.setString(2, each.column());
        try (ResultSet row = query.executeQuery()) {
          if (!row.next() && !each.table().startsWith("coffer_")) {
            log.warn(
                "The column {} refers to contents and has no index, so collections read its whole"
                    + " table: create index on {} ({}).",
                each.name(),
                each.sqlTable(),
                each.sqlColumn());
          }
        }
      }
    }
  }
}
