package dev.coffer.dictionary;

import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements on {@code coffer_dictionary}. */
final class DictionaryRows {

  /** The condition on a row {@code d} that its dictionary is common in no domain. */
  private static final String DENSE =
      " not exists (select 1 from coffer_common_dictionary c where c.collection = d.collection"
          + " and c.dictionary_id = d.dictionary_id)";

  private DictionaryRows() {}

  /** The bytes of a dictionary; null if there is no dictionary with this id. */
  static byte @Nullable [] bytes(UnitOfWork unit, String collection, String id)
      throws SQLException {
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                "select dictionary from coffer_dictionary where collection = ?"
                    + " and dictionary_id = ?")) {
      statement.setString(1, collection);
      statement.setString(2, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getBytes(1) : null;
      }
    }
  }

  /** The active dictionary of each collection: the newest one that is not retired. */
  static Map<String, ActiveDictionary> inForce(UnitOfWork unit, String domain) throws SQLException {
    Map<String, ActiveDictionary> active = new HashMap<>();
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                "select d.collection, d.dictionary_id, c.window_bytes, c.shared_by, c.gain"
                    + " from coffer_dictionary d left join coffer_common_dictionary c"
                    + " on c.collection = d.collection and c.dictionary_id = d.dictionary_id"
                    + " and c.domain = d.domain where d.domain = ? and d.retired_at is null"
                    + " order by d.created_at, d.dictionary_id")) {
      statement.setString(1, domain);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int window = rows.getInt(3);
          CommonMark common =
              rows.wasNull() ? null : new CommonMark(window, rows.getInt(4), rows.getInt(5));
          active.put(rows.getString(1), new ActiveDictionary(rows.getString(2), common));
        }
      }
    }
    return active;
  }

  /** The ids of the retired dictionaries of a collection, in any domain. */
  static Set<String> retired(UnitOfWork unit, String collection) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                "select dictionary_id from coffer_dictionary where collection = ?"
                    + " group by dictionary_id having count(*) = count(retired_at)")) {
      statement.setString(1, collection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  /**
   * Inserts a dictionary, or activates an existing equal dictionary again.
   *
   * @param common the mark of a common dictionary; null if it is dense. A common one stays one
   */
  static void put(
      UnitOfWork unit,
      String domain,
      String collection,
      Dictionary dictionary,
      @Nullable CommonMark common)
      throws SQLException {
    putBytes(unit, domain, collection, dictionary);
    if (common != null) {
      CommonRows.put(unit, domain, new DictionaryName(collection, dictionary.id()), common);
    }
  }

  private static void putBytes(
      UnitOfWork unit, String domain, String collection, Dictionary dictionary)
      throws SQLException {
    String now = unit.dialect().utcNow();
    try (PreparedStatement renewal =
        unit.connection()
            .prepareStatement(
                "update coffer_dictionary set created_at = "
                    + now
                    + ", retired_at = null where collection = ? and dictionary_id = ?"
                    + " and domain = ?")) {
      renewal.setString(1, collection);
      renewal.setString(2, dictionary.id());
      renewal.setString(3, domain);
      if (renewal.executeUpdate() > 0) {
        return;
      }
    }
    try (PreparedStatement insert =
        unit.connection()
            .prepareStatement(
                "insert into coffer_dictionary (collection, dictionary_id, domain, dictionary,"
                    + " created_at) values (?, ?, ?, ?, "
                    + now
                    + ")")) {
      insert.setString(1, collection);
      insert.setString(2, dictionary.id());
      insert.setString(3, domain);
      insert.setBytes(4, dictionary.bytes());
      insert.executeUpdate();
    } catch (SQLException e) {
      if (unit.dialect().isDuplicateKey(e)) {
        throw new TransientCofferException(
            "Another process trained the same dictionary of collection '"
                + collection
                + "' at the same time; replay the transaction.",
            e);
      }
      throw e;
    }
  }

  /**
   * Copies the dictionaries of a collection to another one, except those that it has already. Those
   * are locked until the transaction ends, and the retired ones count as retired now: the frames
   * that need them are about to appear.
   */
  static void copy(UnitOfWork unit, String collection, String other) throws SQLException {
    String prefix = unit.dialect().statementPrefix();
    String now = unit.dialect().utcNow();
    try (PreparedStatement lock =
        unit.connection()
            .prepareStatement(
                prefix
                    + "select dictionary_id from coffer_dictionary where collection = ?"
                    + unit.dialect().readLock())) {
      lock.setString(1, other);
      lock.executeQuery().close();
    }
    List<CommonRows.Row> marks = CommonRows.toCopy(unit, collection, other);
    try (PreparedStatement renewal =
        unit.connection()
            .prepareStatement(
                prefix
                    + "update coffer_dictionary set retired_at = "
                    + now
                    + " where collection = ? and retired_at is not null")) {
      renewal.setString(1, other);
      renewal.executeUpdate();
    }
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                prefix
                    + "insert into coffer_dictionary (collection, dictionary_id, domain,"
                    + " dictionary, created_at, retired_at) select ?, d.dictionary_id, d.domain,"
                    + " d.dictionary, d.created_at,"
                    + " case when d.retired_at is null then null else "
                    + now
                    + " end from coffer_dictionary d"
                    + " where d.collection = ? and not exists (select 1 from coffer_dictionary o"
                    + " where o.collection = ? and o.dictionary_id = d.dictionary_id"
                    + " and o.domain = d.domain)")) {
      statement.setString(1, other);
      statement.setString(2, collection);
      statement.setString(3, other);
      statement.executeUpdate();
    }
    for (CommonRows.Row mark : marks) {
      CommonRows.put(unit, mark.domain(), new DictionaryName(other, mark.name().id()), mark.mark());
    }
  }

  /**
   * Whether a dictionary is in force.
   *
   * @param lock the clause that locks its row; empty for none
   */
  static boolean isInForce(
      UnitOfWork unit, String domain, String collection, String id, String lock)
      throws SQLException {
    String sql =
        (lock.isEmpty() ? "" : unit.dialect().statementPrefix())
            + "select 1 from coffer_dictionary where collection = ? and dictionary_id = ?"
            + " and domain = ? and retired_at is null"
            + lock;
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setString(1, collection);
      query.setString(2, id);
      query.setString(3, domain);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Retires the dictionaries of a collection. Returns the number of dictionaries that were active.
   * The statement waits only briefly for transactions that write with them, because new writes
   * would wait behind it; the transaction is then replayed.
   */
  static int retire(UnitOfWork unit, String domain, String collection) throws SQLException {
    return retire(unit, "domain = ? and collection = ?", domain, collection);
  }

  /** Retires a dictionary of a collection in every domain. */
  static int retireEverywhere(UnitOfWork unit, String collection, String id) throws SQLException {
    return retire(unit, "collection = ? and dictionary_id = ?", collection, id);
  }

  private static int retire(UnitOfWork unit, String condition, String first, String second)
      throws SQLException {
    String prefix = unit.dialect().statementPrefix();
    switch (unit.dialect().product()) {
      case POSTGRESQL -> {
        try (PreparedStatement limit =
            unit.connection().prepareStatement("set local lock_timeout = '1s'")) {
          limit.execute();
        }
      }
      case MARIADB -> prefix = "SET STATEMENT innodb_lock_wait_timeout=1 FOR ";
      case H2 -> {}
    }
    String sql =
        prefix
            + "update coffer_dictionary set retired_at = "
            + unit.dialect().utcNow()
            + " where retired_at is null and "
            + condition;
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, first);
      statement.setString(2, second);
      return statement.executeUpdate();
    }
  }

  /** The dense dictionaries that were retired at least this long ago, in every domain. */
  static List<RetiredDictionary> retiredFor(UnitOfWork unit, Duration age) throws SQLException {
    String sql =
        "select collection, dictionary_id, max(retired_at), count(*),"
            + " sum(octet_length(dictionary)) from coffer_dictionary d where"
            + DENSE
            + " group by collection, dictionary_id"
            + " having count(*) = count(retired_at) and max(retired_at) <= "
            + unit.dialect().utcNowPlusMillis()
            + " order by collection, dictionary_id";
    List<RetiredDictionary> all = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setLong(1, -age.toMillis());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          all.add(
              new RetiredDictionary(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getObject(3, LocalDateTime.class),
                  rows.getInt(4),
                  rows.getLong(5)));
        }
      }
    }
    return all;
  }

  /** The dense dictionaries of a collection, and those of other collections with the same ids. */
  static List<DictionaryName> denseCopies(UnitOfWork unit, String collection) throws SQLException {
    List<DictionaryName> names = new ArrayList<>();
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select distinct collection, dictionary_id from coffer_dictionary d where"
                    + DENSE
                    + " and dictionary_id in"
                    + " (select o.dictionary_id from coffer_dictionary o where o.collection = ?)"
                    + " order by collection, dictionary_id")) {
      query.setString(1, collection);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(new DictionaryName(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return names;
  }

  /** Deletes the rows of a dictionary that were not activated or retired again. */
  static int delete(UnitOfWork unit, RetiredDictionary dictionary) throws SQLException {
    try (PreparedStatement delete =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "delete from coffer_dictionary where collection = ? and dictionary_id = ?"
                    + " and retired_at <= ?")) {
      delete.setString(1, dictionary.collection());
      delete.setString(2, dictionary.id());
      delete.setObject(3, dictionary.retiredAt());
      return delete.executeUpdate();
    }
  }

  /** The ids of all dictionaries, by collection. */
  static Map<String, Set<String>> ids(UnitOfWork unit) throws SQLException {
    Map<String, Set<String>> ids = new HashMap<>();
    try (PreparedStatement query =
            unit.connection()
                .prepareStatement("select collection, dictionary_id from coffer_dictionary");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        ids.computeIfAbsent(rows.getString(1), each -> new HashSet<>()).add(rows.getString(2));
      }
    }
    return ids;
  }
}
