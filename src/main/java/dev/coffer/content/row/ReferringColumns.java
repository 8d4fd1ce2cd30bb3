package dev.coffer.content.row;

import dev.coffer.api.ContentHash;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of all tables, also those of the host, that refer to {@code coffer_content} by a
 * foreign key, as the database's catalogue shows them to this account. The columns by which a
 * content refers to its own frame and parts are not among them. Immutable.
 */
public final class ReferringColumns {

  /** The columns of the rows that belong to the content itself. */
  private static final Set<String> OWN =
      Set.of("coffer_frame.content_id", "coffer_part.content_id");

  private final List<Column> columns;

  private ReferringColumns(List<Column> columns) {
    this.columns = columns;
  }

  /** The columns of Coffer's own tables that refer to contents. */
  private static final Set<String> EXPECTED =
      Set.of(
          "coffer_part.part_id",
          "coffer_retained.content_id",
          "coffer_holder.content_id",
          "coffer_record_content.content_id",
          "coffer_record_reference.content_id");

  /**
   * A referring column.
   *
   * @param place the schema or, on MariaDB, the database of the table
   * @param table the name of the table, for messages
   * @param column the name of the column, for messages
   * @param sqlTable the qualified and quoted name of the table
   * @param sqlColumn the quoted name of the column
   * @param changesRows whether the deletion of a content deletes or changes rows of the table
   */
  public record Column(
      String place,
      String table,
      String column,
      String sqlTable,
      String sqlColumn,
      boolean changesRows) {

    /** Table and column in lower case, with a dot. */
    public String name() {
      return (table + "." + column).toLowerCase(Locale.ROOT);
    }
  }

  /** Reads the catalogue. */
  public static ReferringColumns read(UnitOfWork unit) throws SQLException {
    DatabaseMetaData catalogue = unit.connection().getMetaData();
    String schema = schema(unit);
    String table = catalogue.storesUpperCaseIdentifiers() ? "COFFER_CONTENT" : "coffer_content";
    List<Column> columns = new ArrayList<>();
    try (ResultSet keys =
        catalogue.getExportedKeys(unit.connection().getCatalog(), schema, table)) {
      addColumns(keys, catalogue, schema, columns);
    }
    return new ReferringColumns(List.copyOf(columns));
  }

  /**
   * Reads the catalogue's entries of one table, because a server may have thousands of tables.
   *
   * @param place the schema of the table, or on MariaDB its database; null for the default
   * @param table the name as an application maps it, in any case
   */
  public static ReferringColumns ofTable(UnitOfWork unit, @Nullable String place, String table)
      throws SQLException {
    DatabaseMetaData catalogue = unit.connection().getMetaData();
    String schema = schema(unit);
    List<Column> columns = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    names.add(table);
    names.add(table.toLowerCase(Locale.ROOT));
    names.add(table.toUpperCase(Locale.ROOT));
    for (String name : names) {
      String database = unit.connection().getCatalog();
      try (ResultSet keys =
          schema == null
              ? catalogue.getImportedKeys(place == null ? database : place, null, name)
              : catalogue.getImportedKeys(database, null, name)) {
        addColumns(keys, catalogue, schema, columns);
      }
    }
    return new ReferringColumns(List.copyOf(columns));
  }

  /** Adds the columns of those foreign keys that refer to contents of this schema. */
  private static void addColumns(
      ResultSet keys, DatabaseMetaData catalogue, @Nullable String schema, List<Column> columns)
      throws SQLException {
    boolean upperCase = catalogue.storesUpperCaseIdentifiers();
    String quote = catalogue.getIdentifierQuoteString();
    while (keys.next()) {
      String table = keys.getString("FKTABLE_NAME");
      String column = keys.getString("FKCOLUMN_NAME");
      boolean ours =
          "coffer_content".equalsIgnoreCase(keys.getString("PKTABLE_NAME"))
              && "id".equalsIgnoreCase(keys.getString("PKCOLUMN_NAME"))
              && (schema == null || schema.equals(keys.getString("PKTABLE_SCHEM")));
      if (!ours || OWN.contains((table + "." + column).toLowerCase(Locale.ROOT))) {
        continue;
      }
      String place =
          schema == null ? keys.getString("FKTABLE_CAT") : keys.getString("FKTABLE_SCHEM");
      columns.add(
          new Column(
              place,
              upperCase ? table.toLowerCase(Locale.ROOT) : table,
              upperCase ? column.toLowerCase(Locale.ROOT) : column,
              quoted(place, quote) + "." + quoted(table, quote),
              quoted(column, quote),
              changesRows(keys.getShort("DELETE_RULE"))));
    }
  }

  private static boolean changesRows(short deleteRule) {
    return deleteRule != DatabaseMetaData.importedKeyNoAction
        && deleteRule != DatabaseMetaData.importedKeyRestrict;
  }

  /** The columns. */
  public List<Column> columns() {
    return columns;
  }

  /** The columns of Coffer's own tables that the catalogue does not show, such as {@code a.b}. */
  public Set<String> missing() {
    Set<String> missing = new TreeSet<>(EXPECTED);
    columns.forEach(each -> missing.remove(each.name()));
    return missing;
  }

  /** The condition that no row refers to the content with the id {@code c.id}. */
  public String unreferenced() {
    return columns.stream()
        .map(
            each ->
                "not exists (select 1 from "
                    + each.sqlTable()
                    + " r where r."
                    + each.sqlColumn()
                    + " = c.id)")
        .collect(Collectors.joining(" and "));
  }

  /** The schema of Coffer's tables; null on MariaDB, whose schemas are catalogues. */
  private static @Nullable String schema(UnitOfWork unit) throws SQLException {
    if (unit.dialect().product() == Dialect.Product.MARIADB) {
      return null;
    }
    if (unit.dialect().product() == Dialect.Product.H2) {
      return unit.connection().getSchema();
    }
    // The first schema on the search path need not be the one that has the tables.
    try (PreparedStatement query =
            unit.connection()
                .prepareStatement(
                    "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.oid = to_regclass('coffer_content')");
        ResultSet result = query.executeQuery()) {
      return result.next() ? result.getString(1) : null;
    }
  }

  private static String quoted(String name, String quote) {
    return quote + name.replace(quote, quote + quote) + quote;
  }

  /**
   * Refuses a transaction in which neither queries nor foreign keys see newer references: those of
   * H2 check against the snapshot of the transaction.
   *
   * @throws UnsupportedHostException on H2, if the isolation is above READ COMMITTED
   */
  public static void requireCurrent(UnitOfWork unit, ContentHash hash) throws SQLException {
    if (unit.dialect().product() == Dialect.Product.H2
        && unit.connection().getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED) {
      throw new UnsupportedHostException(
          "The content "
              + hash
              + " was not deleted: H2 shows a transaction above READ COMMITTED no newer rows that"
              + " refer to it. Delete it in a transaction at READ COMMITTED.");
    }
  }

  /** The number of rows that refer to a content, by table; tables without such a row are absent. */
  public Map<String, Long> count(UnitOfWork unit, long contentId) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    for (Column column : columns) {
      String sql =
          "select count(*) from " + column.sqlTable() + " where " + column.sqlColumn() + " = ?";
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        query.setLong(1, contentId);
        try (ResultSet result = query.executeQuery()) {
          result.next();
          long count = result.getLong(1);
          if (count > 0) {
            counts.merge(column.table(), count, Long::sum);
          }
        }
      }
    }
    return counts;
  }

  /** The contents among these to which a row refers. */
  public Set<Long> referred(UnitOfWork unit, List<Long> contentIds) throws SQLException {
    return referred(unit, columns, contentIds);
  }

  /** The contents among these to which a row refers that is not in a list of parts. */
  public Set<Long> referredByOthers(UnitOfWork unit, List<Long> contentIds) throws SQLException {
    List<Column> others =
        columns.stream().filter(each -> !each.name().equals("coffer_part.part_id")).toList();
    return referred(unit, others, contentIds);
  }

  private static Set<Long> referred(UnitOfWork unit, List<Column> columns, List<Long> contentIds)
      throws SQLException {
    Set<Long> referred = new HashSet<>();
    for (Column column : columns) {
      for (List<Long> slice : Statements.slices(contentIds, Statements.VALUES)) {
        String sql =
            "select distinct "
                + column.sqlColumn()
                + " from "
                + column.sqlTable()
                + " where "
                + column.sqlColumn()
                + " in "
                + Statements.list(slice.size());
        try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
          int index = 1;
          for (long id : Statements.padded(slice)) {
            query.setLong(index++, id);
          }
          try (ResultSet result = query.executeQuery()) {
            while (result.next()) {
              referred.add(result.getLong(1));
            }
          }
        }
      }
    }
    return referred;
  }
}
