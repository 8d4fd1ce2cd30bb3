package dev.coffer.content.row;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code coffer_content}, within one domain. Stateless except for the domain's
 * name.
 */
public final class ContentRows {

  private static final String[] COLUMNS = {
    "id", "domain", "algorithm", "digest", "size", "created_at"
  };
  private static final String[] IDENTITY = {"digest", "algorithm", "domain"};

  private static final String SELECT = "select " + ContentRow.COLUMNS + " from coffer_content c ";
  private static final String BY_HASH = "where c.domain = ? and c.algorithm = ? and c.digest in ";

  private final String domain;

  public ContentRows(String domain) {
    this.domain = domain;
  }

  /** Finds contents by hash, without locks. */
  public Map<ContentHash, ContentRow> find(UnitOfWork unit, Collection<ContentHash> hashes)
      throws SQLException {
    return byHash(unit, hashes, "", "");
  }

  public @Nullable ContentRow find(UnitOfWork unit, ContentHash hash) throws SQLException {
    return find(unit, List.of(hash)).get(hash);
  }

  /**
   * Finds the current contents by hash, independent of the transaction's snapshot, and locks them
   * against deletion.
   */
  public Map<ContentHash, ContentRow> lockByHash(UnitOfWork unit, Collection<ContentHash> hashes)
      throws SQLException {
    Dialect dialect = unit.dialect();
    return byHash(
        unit, hashes, dialect.statementPrefix(), " order by c.digest" + dialect.shareLock());
  }

  /**
   * Finds a current content and locks it against deletion; null if it is not stored.
   *
   * <p>The first query takes no lock: a share lock on a hash that does not exist would make writers
   * wait.
   */
  public @Nullable ContentRow lock(UnitOfWork unit, ContentHash hash) throws SQLException {
    ContentRow row = find(unit, hash);
    if (row != null) {
      return lock(unit, List.of(row.id())).isEmpty() ? null : row;
    }
    boolean maybeNewer = unit.joinsHost() && CurrentReads.showMore(unit.dialect());
    return maybeNewer ? lockByHash(unit, List.of(hash)).get(hash) : null;
  }

  /**
   * Finds current contents and locks them against deletion; contents that are not stored are absent
   * from the result.
   */
  public Map<ContentHash, ContentRow> lockAll(UnitOfWork unit, Collection<ContentHash> hashes)
      throws SQLException {
    Map<ContentHash, ContentRow> locked = findAndLock(unit, hashes);
    if (locked.size() == hashes.size()) {
      return locked;
    }
    // Deleted and stored again since the query, or newer than the snapshot of a host.
    Set<ContentHash> missing = new TreeSet<>(hashes);
    missing.removeAll(locked.keySet());
    boolean maybeNewer = unit.joinsHost() && CurrentReads.showMore(unit.dialect());
    locked.putAll(maybeNewer ? lockByHash(unit, missing) : findAndLock(unit, missing));
    return locked;
  }

  private Map<ContentHash, ContentRow> findAndLock(UnitOfWork unit, Collection<ContentHash> hashes)
      throws SQLException {
    Map<ContentHash, ContentRow> found = find(unit, hashes);
    Set<Long> ids = lock(unit, found.values().stream().map(ContentRow::id).toList());
    found.values().removeIf(row -> !ids.contains(row.id()));
    return found;
  }

  private Map<ContentHash, ContentRow> byHash(
      UnitOfWork unit, Collection<ContentHash> hashes, String prefix, String suffix)
      throws SQLException {
    Map<ContentHash, ContentRow> rows = new HashMap<>();
    Map<HashAlgorithm, List<ContentHash>> byAlgorithm = new EnumMap<>(HashAlgorithm.class);
    for (ContentHash hash : hashes) {
      byAlgorithm.computeIfAbsent(hash.algorithm(), a -> new ArrayList<>()).add(hash);
    }
    for (Map.Entry<HashAlgorithm, List<ContentHash>> group : byAlgorithm.entrySet()) {
      for (List<ContentHash> slice : Statements.slices(group.getValue(), Statements.VALUES)) {
        String sql = prefix + SELECT + BY_HASH + Statements.list(slice.size()) + suffix;
        try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
          query.setString(1, domain);
          query.setShort(2, group.getKey().code());
          int index = 3;
          for (ContentHash hash : Statements.padded(slice)) {
            query.setBytes(index++, hash.digest());
          }
          collect(query, rows);
        }
      }
    }
    return rows;
  }

  private static void collect(PreparedStatement query, Map<ContentHash, ContentRow> rows)
      throws SQLException {
    try (ResultSet result = query.executeQuery()) {
      while (result.next()) {
        ContentRow row = ContentRow.read(result);
        rows.put(row.hash(), row);
      }
    }
  }

  /**
   * Locks contents against deletion until the transaction ends.
   *
   * @return the ids of the contents that still exist
   */
  public static Set<Long> lock(UnitOfWork unit, Collection<Long> ids) throws SQLException {
    Set<Long> locked = new HashSet<>();
    List<Long> sorted = new ArrayList<>(new TreeSet<>(ids));
    for (List<Long> slice : Statements.slices(sorted, Statements.VALUES)) {
      String sql =
          unit.dialect().statementPrefix()
              + "select c.id from coffer_content c where c.id in "
              + Statements.list(slice.size())
              + " order by c.id"
              + unit.dialect().shareLock();
      try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
        int index = 1;
        for (long id : Statements.padded(slice)) {
          query.setLong(index++, id);
        }
        try (ResultSet result = query.executeQuery()) {
          while (result.next()) {
            locked.add(result.getLong(1));
          }
        }
      }
    }
    return locked;
  }

  /** The last id of the next contents in the order of ids; empty at the end. */
  public static OptionalLong endOfNext(UnitOfWork unit, long after, int rows) throws SQLException {
    String sql =
        "select max(n.id) from (select c.id from coffer_content c where c.id > ? order by c.id"
            + " fetch first "
            + rows
            + " rows only) n";
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setLong(1, after);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long end = row.getLong(1);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(end);
      }
    }
  }

  /**
   * Inserts the rows whose hashes do not exist yet. The method does not return which rows were
   * inserted, because the update count is not reliable on every database. Use {@link #lockByHash}
   * afterwards.
   */
  public void insertIfAbsent(UnitOfWork unit, List<ContentRow> rows) throws SQLException {
    for (List<ContentRow> slice : Statements.slices(rows, Statements.ROWS_WITH_WARNINGS)) {
      try {
        insert(unit, slice);
      } catch (SQLException refusal) {
        if (!unit.dialect().isDuplicateKey(refusal)) {
          throw refusal;
        }
        insertOneByOne(unit, slice);
      }
    }
  }

  /**
   * Inserts rows one by one, after another writer committed one of them while the statement for all
   * ran. The database then rolled back the whole statement.
   */
  private void insertOneByOne(UnitOfWork unit, List<ContentRow> rows) throws SQLException {
    for (ContentRow row : rows) {
      try {
        insert(unit, List.of(row));
      } catch (SQLException refusal) {
        if (!unit.dialect().isDuplicateKey(refusal)) {
          throw refusal;
        }
      }
    }
  }

  private void insert(UnitOfWork unit, List<ContentRow> rows) throws SQLException {
    String sql = unit.dialect().insertIfAbsent("coffer_content", COLUMNS, IDENTITY, rows.size());
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      int index = 1;
      for (ContentRow row : rows) {
        insert.setLong(index++, row.id());
        insert.setString(index++, domain);
        insert.setShort(index++, row.hash().algorithm().code());
        insert.setBytes(index++, row.hash().digest());
        insert.setLong(index++, row.size());
        insert.setObject(
            index++,
            LocalDateTime.ofInstant(
                Objects.requireNonNull(row.createdAt(), "a new row has its time"), ZoneOffset.UTC));
      }
      insert.executeUpdate();
      refuseWarnings(unit.dialect(), insert);
    }
  }

  /**
   * Refuses the warnings of an insert. MariaDB's {@code insert ignore} also accepts values that do
   * not fit, and shortens them; the warning is the only trace.
   */
  static void refuseWarnings(Dialect dialect, PreparedStatement insert) throws SQLException {
    if (dialect.product() != Dialect.Product.MARIADB) {
      return;
    }
    for (SQLWarning warning = insert.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      if (!dialect.isDuplicateKey(warning)) {
        throw new DatabaseOperationException(
            "The database would have altered the values to store: " + warning.getMessage(),
            warning);
      }
    }
  }
}
