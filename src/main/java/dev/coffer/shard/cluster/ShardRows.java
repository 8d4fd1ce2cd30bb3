package dev.coffer.shard.cluster;

import dev.coffer.dialect.Dialect;
import dev.coffer.shard.ShardKey;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rows and statements of {@code coffer_shard} and {@code coffer_shard_member}. */
final class ShardRows {

  private static final String VERSION = "select map_version from coffer_shard where id = 1";

  private ShardRows() {}

  /**
   * What a database says of itself.
   *
   * @param name the name of the shard
   * @param map the map that it knows
   */
  record Identity(String name, ShardMap map) {}

  /** What the database says of itself; empty if it is no shard. */
  static Optional<Identity> read(UnitOfWork unit) throws SQLException {
    String name;
    String cluster;
    long version;
    String key;
    try (PreparedStatement query =
            unit.connection()
                .prepareStatement(
                    "select name, cluster_id, map_version, shard_key from coffer_shard where id ="
                        + " 1");
        ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      name = Objects.requireNonNull(row.getString(1));
      cluster = Objects.requireNonNull(row.getString(2));
      version = row.getLong(3);
      key = Objects.requireNonNull(row.getString(4));
    }
    List<ShardMember> members = new ArrayList<>();
    try (PreparedStatement query =
            unit.connection()
                .prepareStatement(
                    "select name, weight_before, weight_after from coffer_shard_member");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        members.add(
            new ShardMember(
                Objects.requireNonNull(row.getString(1)), row.getInt(2), row.getInt(3)));
      }
    }
    return Optional.of(
        new Identity(name, new ShardMap(cluster, version, ShardKey.parse(key), members)));
  }

  /** The version of the map in the database; -1 if it is no shard. */
  static long version(UnitOfWork unit) throws SQLException {
    return version(unit, "", "");
  }

  /**
   * Locks the version of the map until the transaction ends. Other writers can hold the lock too,
   * except on H2.
   *
   * @throws MapChangedException if the database has another version
   */
  static void fence(UnitOfWork unit, long expected) throws SQLException {
    Dialect dialect = unit.dialect();
    long actual = version(unit, dialect.statementPrefix(), dialect.readLock());
    if (actual != expected) {
      throw new MapChangedException(expected, actual);
    }
  }

  /** The dialect whose statements on one record contain {@link #fence}, if the database has it. */
  static Optional<Dialect> fenced(Dialect dialect, long version) {
    return dialect.writingWhile("coffer_shard", "g.id = 1 and g.map_version = " + version);
  }

  private static long version(UnitOfWork unit, String prefix, String lock) throws SQLException {
    try (PreparedStatement query = unit.connection().prepareStatement(prefix + VERSION + lock);
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  /** Makes a database a shard with this map, unless it is one already. */
  static void insertIfAbsent(UnitOfWork unit, String name, ShardMap map) throws SQLException {
    Dialect dialect = unit.dialect();
    String sql =
        dialect.insertIfAbsent(
            "coffer_shard",
            new String[] {"id", "cluster_id", "name", "map_version", "shard_key"},
            new String[] {"id"},
            1);
    int inserted;
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      insert.setInt(1, 1);
      insert.setString(2, map.cluster());
      insert.setString(3, name);
      insert.setLong(4, map.version());
      insert.setString(5, map.key().text());
      inserted = insert.executeUpdate();
    } catch (SQLException e) {
      // On H2, an insert of the same row at the same moment fails instead of adding nothing.
      if (!dialect.isDuplicateKey(e)) {
        throw e;
      }
      return;
    }
    if (inserted == 1) {
      replaceMembers(unit, map);
    }
  }

  /**
   * Replaces the map of the database by the next one, after all writers that hold the lock of its
   * version have ended. Returns false if the database does not have the version before.
   */
  static boolean publish(UnitOfWork unit, ShardMap map) throws SQLException {
    Dialect dialect = unit.dialect();
    if (dialect.product() == Dialect.Product.POSTGRESQL) {
      // Readers of a locked row would overtake an update for ever; those of a locked table queue.
      try (Statement lock = unit.connection().createStatement()) {
        lock.execute("lock table coffer_shard in exclusive mode");
      }
    }
    try (PreparedStatement update =
        unit.connection()
            .prepareStatement(
                dialect.statementPrefix()
                    + "update coffer_shard set map_version = ? where id = 1 and map_version = ?"
                    + " and cluster_id = ?")) {
      update.setLong(1, map.version());
      update.setLong(2, map.version() - 1);
      update.setString(3, map.cluster());
      if (update.executeUpdate() == 0) {
        return false;
      }
    }
    replaceMembers(unit, map);
    return true;
  }

  private static void replaceMembers(UnitOfWork unit, ShardMap map) throws SQLException {
    String prefix = unit.dialect().statementPrefix();
    try (Statement delete = unit.connection().createStatement()) {
      delete.executeUpdate(prefix + "delete from coffer_shard_member");
    }
    try (PreparedStatement insert =
        unit.connection()
            .prepareStatement(
                prefix
                    + "insert into coffer_shard_member (name, weight_before, weight_after) values"
                    + " (?, ?, ?)")) {
      for (ShardMember each : map.members()) {
        insert.setString(1, each.name());
        insert.setInt(2, each.before());
        insert.setInt(3, each.after());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Whether the database has no record, and nothing keeps a content in it. */
  static boolean isEmpty(UnitOfWork unit) throws SQLException {
    for (String table : List.of("coffer_record", "coffer_retained", "coffer_holder")) {
      try (PreparedStatement query =
              unit.connection()
                  .prepareStatement("select 1 from " + table + " fetch first 1 row only");
          ResultSet row = query.executeQuery()) {
        if (row.next()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Gives a database that takes no keys yet this map, so that it can take the next one. */
  static void enroll(UnitOfWork unit, String name, ShardMap map) throws SQLException {
    String prefix = unit.dialect().statementPrefix();
    try (PreparedStatement update =
        unit.connection()
            .prepareStatement(
                prefix
                    + "update coffer_shard set map_version = ?, shard_key = ? where id = 1 and name"
                    + " = ? and cluster_id = ? and map_version < ?")) {
      update.setLong(1, map.version());
      update.setString(2, map.key().text());
      update.setString(3, name);
      update.setString(4, map.cluster());
      update.setLong(5, map.version());
      if (update.executeUpdate() > 0) {
        replaceMembers(unit, map);
        return;
      }
    }
    insertIfAbsent(unit, name, map);
  }
}
