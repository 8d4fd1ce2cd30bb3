package dev.coffer.backup.view;

import dev.coffer.api.DictionaryUnavailableException;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The dictionaries of one collection in a view. Immutable. */
public final class StoredDictionaries implements DictionarySource {
  private final Map<String, Dictionary> known = new HashMap<>();

  /** Reads the dictionaries of a collection. */
  public StoredDictionaries(UnitOfWork unit, String collection) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select dictionary_id, dictionary from coffer_dictionary where collection = ?")) {
      query.setString(1, collection);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          known.put(row.getString(1), Dictionary.of(row.getBytes(2)));
        }
      }
    }
  }

  @Override
  public Dictionary get(String id, String codec) {
    Dictionary dictionary = known.get(id);
    if (dictionary == null) {
      throw new DictionaryUnavailableException(
          codec, id, null, "The database has no dictionary " + id + ".");
    }
    return dictionary;
  }
}
