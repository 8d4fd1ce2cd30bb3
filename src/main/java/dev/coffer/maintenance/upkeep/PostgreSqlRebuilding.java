package dev.coffer.maintenance.upkeep;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bloat of B-tree indexes, and {@code REINDEX CONCURRENTLY}, which builds an index anew while
 * others read and write its table.
 *
 * <p>The bloat is the difference between the pages of the index and those that its entries would
 * fill, by the statistics of the last analysis: the number of entries and the average width of the
 * columns. An index whose columns have no statistics is left alone. Equal entries share space, so
 * an index with many of them has more bloat than this estimate.
 */
final class PostgreSqlRebuilding implements Rebuilding {

  /** The bytes of a page that hold no entries: its header and the links of the tree. */
  private static final int PAGE_OVERHEAD = 40;

  /** The bytes of an entry besides its columns: its pointer in the page, and its header. */
  private static final int POINTER = 4;

  private static final int HEADER = 8;
  private static final int ALIGNMENT = 8;

  /** Inner pages per leaf page, at most. */
  private static final double INNER_PAGES = 0.02;

  /**
   * The wait for the transactions that use the table. It delays no reader and no writer, but an
   * index whose rebuilding gave up is maintained by writers until it is dropped.
   */
  private static final String LOCK_TIMEOUT = "5s";

  private static final String INDEXES =
      """
      select quote_ident(n.nspname) || '.' || quote_ident(i.relname) as name,
        pg_relation_size(i.oid) as bytes, i.relpages, i.reltuples,
        current_setting('block_size')::int as page,
        coalesce((select option_value::int from pg_options_to_table(i.reloptions)
          where option_name = 'fillfactor'), 90) as fill,
        (select case when count(*) = x.indnatts then sum((1 - s.null_frac) * s.avg_width) end
          from pg_attribute c join pg_stats s on s.schemaname = n.nspname
            and s.tablename = t.relname and s.attname = c.attname and not s.inherited
          where c.attrelid = t.oid and c.attnum = any(x.indkey)) as width,
        pg_has_role(i.relowner, 'USAGE')
          or case when current_setting('server_version_num')::int >= 170000
            then has_table_privilege(t.oid, 'MAINTAIN') else false end as permitted
      from pg_index x
        join pg_class i on i.oid = x.indexrelid
        join pg_class t on t.oid = x.indrelid
        join pg_namespace n on n.oid = i.relnamespace
        join pg_am a on a.oid = i.relam
      where t.relkind = 'r' and t.relname like 'coffer\\_%'
        and t.relnamespace = current_schema()::regnamespace
        and a.amname = 'btree' and x.indisvalid and x.indexprs is null
      order by 1""";

  /** A rebuilding that never ended has left them; a number follows where several did. */
  private static final String LEFT_OVERS =
      """
      select quote_ident(n.nspname) || '.' || quote_ident(i.relname)
      from pg_index x
        join pg_class i on i.oid = x.indexrelid
        join pg_class t on t.oid = x.indrelid
        join pg_namespace n on n.oid = i.relnamespace
      where t.relname like 'coffer\\_%' and t.relnamespace = current_schema()::regnamespace
        and not x.indisvalid and i.relname ~ '_cc(new|old)[0-9]*$'
      order by 1""";

  @Override
  public List<Fragment> find(UnitOfWork unit) throws SQLException {
    List<Fragment> found = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(INDEXES);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        double width = row.getDouble("width");
        if (!row.wasNull() && row.getLong("relpages") > 0) {
          long entry = POINTER + aligned(HEADER + width);
          double room = (row.getInt("page") - PAGE_OVERHEAD) * row.getInt("fill") / 100.0;
          double leaves = Math.ceil(row.getDouble("reltuples") / Math.floor(room / entry));
          double needed = 2 + leaves * (1 + INNER_PAGES);
          double share = Math.max(0, 1 - needed / row.getLong("relpages"));
          long bytes = row.getLong("bytes");
          found.add(
              new Fragment(
                  "index",
                  row.getString("name"),
                  bytes,
                  (long) (share * bytes),
                  row.getBoolean("permitted")));
        }
      }
    }
    return found;
  }

  private static long aligned(double bytes) {
    return (long) Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
  }

  @Override
  public Result rebuild(UnitOfWork unit, Fragment fragment) throws SQLException {
    return run(unit, "reindex index concurrently " + fragment.name());
  }

  @Override
  public List<String> leftOvers(UnitOfWork unit) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(LEFT_OVERS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  /** {@inheritDoc} A rebuilding that is still running holds a lock, so its index stays. */
  @Override
  public boolean drop(UnitOfWork unit, String leftOver) throws SQLException {
    return run(unit, "drop index concurrently if exists " + leftOver) == Result.REBUILT;
  }

  private static Result run(UnitOfWork unit, String sql) throws SQLException {
    String lockTimeout = replaced(unit, "lock_timeout", LOCK_TIMEOUT);
    String statementTimeout = replaced(unit, "statement_timeout", "0");
    SQLException failure = null;
    try {
      Rebuilding.execute(unit, sql);
      return Result.REBUILT;
    } catch (SQLException e) {
      Result refused = Rebuilding.refusal(unit, e);
      if (refused != null) {
        return refused;
      }
      failure = e;
      throw e;
    } finally {
      restore(unit, lockTimeout, statementTimeout, failure);
    }
  }

  /** Changes a setting of the session, and returns its value before. */
  private static String replaced(UnitOfWork unit, String setting, String value)
      throws SQLException {
    try (PreparedStatement query =
        unit.connection().prepareStatement("select current_setting(?), set_config(?, ?, false)")) {
      query.setString(1, setting);
      query.setString(2, setting);
      query.setString(3, value);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static void restore(
      UnitOfWork unit, String lockTimeout, String statementTimeout, @Nullable SQLException failure)
      throws SQLException {
    try {
      replaced(unit, "lock_timeout", lockTimeout);
      replaced(unit, "statement_timeout", statementTimeout);
    } catch (SQLException e) {
      if (failure == null) {
        throw e;
      }
      failure.addSuppressed(e);
    }
  }
}
