package dev.coffer.schema;

import dev.coffer.dialect.Catalog;
import dev.coffer.dialect.Dialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables and columns that this release requires in the database. */
final class SchemaShape {

  static final String SCHEMA_TABLE = "coffer_schema";

  private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put(SCHEMA_TABLE, List.of("id", "version", "min_reader", "min_writer", "identity"));
    TABLES.put(
        "coffer_content", List.of("id", "domain", "algorithm", "digest", "size", "created_at"));
    TABLES.put("coffer_frame", List.of("content_id", "frame", "stored_size"));
    TABLES.put("coffer_part", List.of("content_id", "position", "part_id", "part_offset"));
    TABLES.put("coffer_retained", List.of("content_id", "since"));
    TABLES.put("coffer_holder", List.of("content_id", "holder", "since"));
    TABLES.put(
        "coffer_record",
        List.of(
            "collection",
            "record_key",
            "type",
            "version",
            "size",
            "frame",
            "content_id",
            "created_at",
            "updated_at",
            "expires_at"));
    TABLES.put("coffer_record_content", List.of("collection", "record_key", "content_id"));
    TABLES.put("coffer_record_reference", List.of("collection", "record_key", "content_id"));
    TABLES.put(
        "coffer_dictionary",
        List.of("collection", "dictionary_id", "domain", "dictionary", "created_at", "retired_at"));
    TABLES.put(
        "coffer_common_dictionary",
        List.of("collection", "dictionary_id", "domain", "window_bytes", "shared_by", "gain"));
    TABLES.put(
        "coffer_recompression",
        List.of("collection", "codec", "dictionary_id", "tried_until", "pass_until", "pass_after"));
    TABLES.put("coffer_record_expiry", List.of("collection", "record_key", "due_at"));
    TABLES.put("coffer_unreferenced", List.of("content_id", "since"));
    TABLES.put(
        "coffer_unprotected_reference", List.of("table_schema", "table_name", "column_name"));
    TABLES.put("coffer_task", List.of("task", "run", "node", "leased_until", "turn", "progress"));
    TABLES.put(
        "coffer_run",
        List.of("task", "run", "node", "started_at", "ended_at", "outcome", "figures", "problem"));
    TABLES.put("coffer_damage", List.of("collection", "record_key", "found_at", "problem"));
    TABLES.put("coffer_shard", List.of("id", "cluster_id", "name", "map_version", "shard_key"));
    TABLES.put("coffer_shard_member", List.of("name", "weight_before", "weight_after"));
    TABLES.put(
        "coffer_daily_size",
        List.of(
            "measured_on",
            "collection",
            "measured_at",
            "records",
            "logical_bytes",
            "unique_bytes",
            "stored_bytes",
            "contents",
            "kept",
            "content_logical_bytes",
            "content_unique_bytes",
            "content_stored_bytes",
            "physical_bytes",
            "expiring",
            "last_change"));
  }

  /** Text columns that are keys, so that their comparison must never ignore case or pad blanks. */
  private static final Map<String, List<String>> EXACT_TEXTS =
      Map.ofEntries(
          Map.entry("coffer_content", List.of("domain")),
          Map.entry("coffer_holder", List.of("holder")),
          Map.entry("coffer_record", List.of("collection", "record_key", "type")),
          Map.entry("coffer_record_content", List.of("collection", "record_key")),
          Map.entry("coffer_record_reference", List.of("collection", "record_key")),
          Map.entry("coffer_record_expiry", List.of("collection", "record_key")),
          Map.entry("coffer_dictionary", List.of("collection", "domain")),
          Map.entry("coffer_common_dictionary", List.of("collection", "domain")),
          Map.entry("coffer_recompression", List.of("collection", "pass_after")),
          Map.entry("coffer_damage", List.of("collection", "record_key")),
          Map.entry("coffer_daily_size", List.of("collection")),
          Map.entry("coffer_task", List.of("task")),
          Map.entry("coffer_run", List.of("task")));

  private SchemaShape() {}

  static Set<String> tables() {
    return TABLES.keySet();
  }

  /** Descriptions of missing tables and columns; empty if there are none. */
  static List<String> differences(Catalog catalog) {
    List<String> found = new ArrayList<>();
    TABLES.keySet().forEach(table -> compare(table, catalog, found));
    return found;
  }

  /** Descriptions of the missing parts of one table. */
  static List<String> differences(String table, Catalog catalog) {
    List<String> found = new ArrayList<>();
    compare(table, catalog, found);
    return found;
  }

  private static void compare(String table, Catalog catalog, List<String> found) {
    if (!catalog.hasTable(table)) {
      found.add("table " + table + " is missing");
      return;
    }
    Map<String, String> columns = catalog.columns(table);
    for (String column : columnsOf(table)) {
      if (!columns.containsKey(column)) {
        found.add("column " + table + "." + column + " is missing");
      }
    }
  }

  /**
   * Descriptions of the key columns that may treat different keys as equal; empty if there are
   * none.
   */
  static List<String> inexactColumns(Catalog catalog, Dialect dialect) {
    List<String> found = new ArrayList<>();
    String exact = dialect.exactCollation();
    EXACT_TEXTS.forEach(
        (table, texts) -> {
          Map<String, String> columns = catalog.columns(table);
          for (String column : texts) {
            String collation = columns.getOrDefault(column, exact);
            if (!collation.equals(exact)) {
              found.add(
                  "column %s.%s compares by %s instead of '%s'"
                      .formatted(
                          table,
                          column,
                          collation.isEmpty() ? "the default" : "'" + collation + "'",
                          exact));
            }
          }
        });
    found.sort(Comparator.naturalOrder());
    return found;
  }

  static List<String> columnsOf(String table) {
    return TABLES.getOrDefault(table, List.of());
  }
}
