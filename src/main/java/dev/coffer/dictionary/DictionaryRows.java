package dev.coffer.dictionary;

import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements on {@code coffer_dictionary}. */
final class DictionaryRows {

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

  /** The id of the active dictionary of each collection: the newest one that is not retired. */
  static Map<String, String> inForce(UnitOfWork unit, String domain) throws SQLException {
    Map<String, String> ids = new HashMap<>();
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                "select collection, dictionary_id from coffer_dictionary where domain = ?"
                    + " and retired_at is null order by created_at, dictionary_id")) {
      statement.setString(1, domain);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return ids;
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

  /** Inserts a dictionary, or activates an existing equal dictionary again. */
  static void put(UnitOfWork unit, String domain, String collection, Dictionary dictionary)
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

  /** Copies the dictionaries of a collection to another one, except those that it has already. */
  static void copy(UnitOfWork unit, String collection, String other) throws SQLException {
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "insert into coffer_dictionary (collection, dictionary_id, domain,"
                    + " dictionary, created_at, retired_at) select ?, d.dictionary_id, d.domain,"
                    + " d.dictionary, d.created_at, d.retired_at from coffer_dictionary d"
                    + " where d.collection = ? and not exists (select 1 from coffer_dictionary o"
                    + " where o.collection = ? and o.dictionary_id = d.dictionary_id"
                    + " and o.domain = d.domain)")) {
      statement.setString(1, other);
      statement.setString(2, collection);
      statement.setString(3, other);
      statement.executeUpdate();
    }
  }

  /**
   * Retires the dictionaries of a collection. Returns the number of dictionaries that were active.
   */
  static int retire(UnitOfWork unit, String domain, String collection) throws SQLException {
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                "update coffer_dictionary set retired_at = "
                    + unit.dialect().utcNow()
                    + " where domain = ? and collection = ? and retired_at is null")) {
      statement.setString(1, domain);
      statement.setString(2, collection);
      return statement.executeUpdate();
    }
  }
}
