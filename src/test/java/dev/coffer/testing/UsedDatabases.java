package dev.coffer.testing;

import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The migrated databases of a server that tests have left, for other tests. To empty one takes a
 * tenth of the time that it takes to create and migrate one. A database is used again only if its
 * schema and its rows of migrations are those of a new one, nobody is connected to it, and it can
 * be emptied. Thread-safe.
 */
final class UsedDatabases {

  /** Tables whose rows a migration makes, by the query that reads them. */
  private static final Map<String, String> ROWS_OF_MIGRATION =
      Map.of(
          "coffer_databasechangelog",
          "select id, author, orderexecuted, md5sum from coffer_databasechangelog"
              + " order by orderexecuted, id",
          "coffer_databasechangeloglock",
          "select id, locked from coffer_databasechangeloglock",
          "coffer_schema",
          "select id, version, min_reader, min_writer from coffer_schema");

  private static final int MOST_ROWS = 20_000;

  /** How often the other connections of a database are counted until there are none. */
  private static final int LOOKS = 40;

  private static final long NANOS_BETWEEN_LOOKS = 5_000_000;

  private final Dialect.Product product;
  private final ServerAddress server;
  private final Deque<String> free = new ArrayDeque<>();
  private @Nullable List<String> asMigrated;

  UsedDatabases(Dialect.Product product, ServerAddress server) {
    this.product = product;
    this.server = server;
  }

  /** The name of a migrated database without rows, or null if there is none. */
  synchronized @Nullable String take() {
    return free.poll();
  }

  /** Remembers what a migration makes. */
  synchronized void remember(Connection migrated) throws SQLException {
    if (asMigrated == null) {
      asMigrated = description(migrated);
    }
  }

  /** Empties a database for another test, or returns false if it must be dropped. */
  boolean giveBack(String name) {
    List<String> expected = expected();
    if (expected == null) {
      return false;
    }
    try (Connection connection =
        DriverManager.getConnection(server.urlOf(name, ""), server.user(), server.password())) {
      if (!isAlone(connection)
          || !description(connection).equals(expected)
          || !hasBeenEmptied(connection)) {
        return false;
      }
    } catch (SQLException e) {
      return false;
    }
    synchronized (this) {
      free.push(name);
    }
    return true;
  }

  private synchronized @Nullable List<String> expected() {
    return asMigrated;
  }

  /** Whether nobody else is connected. A closed connection is known for a moment longer. */
  private boolean isAlone(Connection connection) throws SQLException {
    String others =
        product == Dialect.Product.MARIADB
            ? "select count(*) from information_schema.processlist"
                + " where db = database() and id <> connection_id()"
            : "select count(*) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()";
    for (int i = 0; i < LOOKS; i++) {
      if (query(connection, others).equals(List.of("0"))) {
        return true;
      }
      LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
    }
    return false;
  }

  private List<String> description(Connection connection) throws SQLException {
    List<String> description = new ArrayList<>();
    if (product == Dialect.Product.MARIADB) {
      for (String table : tables(connection)) {
        query(connection, "show create table `" + table + "`")
            .forEach(text -> description.add(text.replaceAll("AUTO_INCREMENT=\\d+", "")));
      }
      description.addAll(query(connection, MARIADB_OTHERS));
    } else {
      description.addAll(query(connection, POSTGRESQL_SCHEMA));
    }
    for (Map.Entry<String, String> each : new TreeMap<>(ROWS_OF_MIGRATION).entrySet()) {
      description.addAll(query(connection, each.getValue()));
    }
    return description;
  }

  private List<String> tables(Connection connection) throws SQLException {
    return query(
        connection,
        product == Dialect.Product.MARIADB
            ? "select table_name from information_schema.tables"
                + " where table_schema = database() order by table_name"
            : "select relname from pg_class where relnamespace = 'public'::regnamespace"
                + " and relkind = 'r' order by relname");
  }

  /** Truncates what has rows, so that the files of the tables are small again too. */
  private boolean hasBeenEmptied(Connection connection) throws SQLException {
    List<String> filled = new ArrayList<>();
    for (String table : tables(connection)) {
      if (!ROWS_OF_MIGRATION.containsKey(table)) {
        String rows =
            "select count(*) from (select 1 from " + table + " limit " + (MOST_ROWS + 1) + ") r";
        int count = Integer.parseInt(query(connection, rows).get(0));
        if (count > MOST_ROWS) {
          return false;
        }
        if (count > 0 || hasGrown(connection, table)) {
          filled.add(table);
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      if (product == Dialect.Product.MARIADB) {
        statement.execute("set foreign_key_checks = 0");
        for (String table : filled) {
          statement.execute("truncate table " + table);
        }
      } else if (!filled.isEmpty()) {
        statement.execute("truncate table " + String.join(", ", filled) + " cascade");
      }
      // The next test has another database.
      statement.execute("update coffer_schema set identity = '" + UUID.randomUUID() + "'");
    }
    return true;
  }

  private boolean hasGrown(Connection connection, String table) throws SQLException {
    return product == Dialect.Product.POSTGRESQL
        && !query(connection, "select pg_table_size('" + table + "') > 16384").equals(List.of("f"));
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " | ").append(rows.getString(i));
        }
        result.add(row.toString());
      }
      return result;
    }
  }

  private static final String MARIADB_OTHERS =
      """
      select default_character_set_name, default_collation_name,
             (select count(*) from information_schema.triggers where trigger_schema = database()),
             (select count(*) from information_schema.routines where routine_schema = database())
        from information_schema.schemata where schema_name = database()""";

  private static final String POSTGRESQL_SCHEMA =
      """
      select c.relname::text, c.relkind::text, c.relacl::text, c.reloptions::text, a.attname::text,
             format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation::text,
             pg_get_expr(d.adbin, d.adrelid)
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where c.relnamespace = 'public'::regnamespace
      union all
      select conname::text, contype::text, convalidated::text, null, pg_get_constraintdef(oid),
             null, null, null, null
        from pg_constraint where connamespace = 'public'::regnamespace
      union all
      select (select count(*) from pg_trigger where not tgisinternal)::text, null,
             (select count(*) from pg_proc where pronamespace = 'public'::regnamespace)::text,
             (select count(*) from pg_namespace where nspname !~ '^pg_')::text,
             (select nspacl from pg_namespace where nspname = 'public')::text,
             (select count(*) from pg_extension)::text, null,
             (select count(*) from pg_db_role_setting s
                join pg_database b on b.oid = s.setdatabase
               where b.datname = current_database())::text,
             (select count(*) from pg_largeobject_metadata)::text
      order by 1, 5""";
}
