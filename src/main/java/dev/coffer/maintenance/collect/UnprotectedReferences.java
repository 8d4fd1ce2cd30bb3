package dev.coffer.maintenance.collect;

import dev.coffer.api.CofferException;
import dev.coffer.content.row.ReferringColumns;
import dev.coffer.hibernate.MappedReferences;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of {@code coffer_unprotected_reference}: columns by which entities of an application
 * refer to contents, and which had no foreign key when the application started. A process that does
 * not map these entities, such as the command line, learns of the columns from these rows.
 */
public final class UnprotectedReferences {
  private static final Logger log = LoggerFactory.getLogger(UnprotectedReferences.class);

  private static final String[] COLUMNS = {"table_schema", "table_name", "column_name"};

  private UnprotectedReferences() {}

  /**
   * Records those of an application's references that have no foreign key. It runs when the
   * application starts. A database that refuses the row does not keep the application from
   * starting.
   *
   * @param mapped the references that Hibernate maps
   */
  public static void record(Transactions own, List<MappedReferences.Reference> mapped) {
    if (mapped.isEmpty()) {
      return;
    }
    try {
      List<MappedReferences.Reference> unprotected = own.read(unit -> unprotected(unit, mapped));
      if (!unprotected.isEmpty()) {
        own.write(unit -> add(unit, unprotected));
      }
    } catch (CofferException e) {
      log.warn(
          "The references of this application to contents could not be compared with the foreign"
              + " keys of the database. Do not run the maintenance task collect in a process"
              + " without the entities of this application, unless {} all have foreign keys.",
          mapped,
          e);
    }
  }

  private static List<MappedReferences.Reference> unprotected(
      UnitOfWork unit, List<MappedReferences.Reference> mapped) throws SQLException {
    List<MappedReferences.Reference> unprotected = new ArrayList<>();
    for (MappedReferences.Reference each : mapped) {
      ReferringColumns keys = ReferringColumns.ofTable(unit, each.schema(), each.table());
      if (!ReferenceAudit.isProtected(keys, each)) {
        unprotected.add(each);
        log.warn(
            "The column {} refers to contents without a foreign key, so the maintenance task"
                + " collect will refuse to run. Add a foreign key to coffer_content (id).",
            each.table() + "." + each.column());
      }
    }
    return unprotected;
  }

  private static boolean add(UnitOfWork unit, List<MappedReferences.Reference> references)
      throws SQLException {
    List<MappedReferences.Reference> known = read(unit);
    String sql = unit.dialect().insertIfAbsent("coffer_unprotected_reference", COLUMNS, COLUMNS, 1);
    for (MappedReferences.Reference each : references) {
      if (known.contains(each)) {
        continue;
      }
      try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
        insert.setString(1, Objects.requireNonNullElse(each.schema(), ""));
        insert.setString(2, each.table());
        insert.setString(3, each.column());
        insert.executeUpdate();
      } catch (SQLException e) {
        // On H2, an insert of the same row at the same moment fails instead of adding nothing.
        if (!unit.dialect().isDuplicateKey(e)) {
          throw e;
        }
      }
    }
    return true;
  }

  /** The references of all rows. */
  static List<MappedReferences.Reference> read(UnitOfWork unit) throws SQLException {
    List<MappedReferences.Reference> references = new ArrayList<>();
    try (PreparedStatement query =
            unit.connection()
                .prepareStatement(
                    "select table_schema, table_name, column_name"
                        + " from coffer_unprotected_reference");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String schema = rows.getString(1);
        references.add(
            new MappedReferences.Reference(
                schema.isEmpty() ? null : schema, rows.getString(2), rows.getString(3)));
      }
    }
    return references;
  }
}
