package dev.coffer.maintenance.run;

import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.dialect.Dialect;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.record.write.OlderForms;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inline frames of the records of one collection.
 *
 * <p>A frame is replaced only by a statement that finds its old bytes in the row. The old bytes
 * decode to the same value as the new ones, so a value written by another transaction is never
 * lost. A comparison of versions would not be enough, because a recompression does not change the
 * version.
 */
final class RecordFrames implements FrameSource {
  private static final int PAGE = 200;

  /** The number of stretches of the keys; a sample has consecutive frames from each of them. */
  private static final int STRETCHES = 16;

  private static final int SAMPLED_IN_EACH = 16;

  /**
   * The minimum number of frames of a collection for sampling: eight times the size of a sample.
   */
  private static final int LEAST_SAMPLED = 8 * STRETCHES * SAMPLED_IN_EACH;

  private final String collection;
  private final DictionarySource dictionaries;
  private final OlderForms.Claim claim;
  private final @Nullable Dictionary dictionary;
  private final Set<String> retired;

  /**
   * Creates the frames of a collection.
   *
   * @param dictionary the dictionary for new frames; null if there is none
   * @param claim claims that dictionary
   */
  RecordFrames(
      String collection,
      DictionarySource dictionaries,
      @Nullable Dictionary dictionary,
      OlderForms.Claim claim,
      Set<String> retired) {
    this.collection = collection;
    this.dictionaries = dictionaries;
    this.claim = claim;
    this.dictionary = dictionary;
    this.retired = retired;
  }

  /**
   * The frames of a collection, whose new frames need its active dictionary, if there is one.
   *
   * @param dictionary the active dictionary; null for none
   */
  static RecordFrames of(
      Transactions transactions,
      Dictionaries dictionaries,
      String collection,
      @Nullable Dictionary dictionary,
      Set<String> retired) {
    return new RecordFrames(
        collection,
        dictionaries.of(transactions, collection),
        dictionary,
        unit -> dictionary == null || dictionaries.claim(unit, collection, dictionary),
        retired);
  }

  /** The collections that have records. */
  static List<String> collections(UnitOfWork unit) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            unit.connection()
                .prepareStatement(
                    "select distinct collection from coffer_record order by collection");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Override
  public String nameOf(String position) {
    return "record '" + position + "' of collection '" + collection + "'";
  }

  @Override
  public DictionarySource dictionaries() {
    return dictionaries;
  }

  @Override
  public @Nullable Dictionary dictionary() {
    return dictionary;
  }

  @Override
  public boolean claimDictionary(UnitOfWork unit) throws SQLException {
    return claim.in(unit);
  }

  @Override
  public Set<String> retired() {
    return retired;
  }

  @Override
  public List<Stored> next(UnitOfWork unit, Pass pass) throws SQLException {
    return frames(unit, pass, pass.after(), 0, PAGE);
  }

  @Override
  public List<Stored> sample(UnitOfWork unit, Pass pass) throws SQLException {
    long count = count(unit, pass);
    List<Stored> sample = new ArrayList<>();
    if (count < LEAST_SAMPLED) {
      return sample;
    }
    // Each query starts after the previous one, so that together they read the keys once.
    long skipped = count / STRETCHES - SAMPLED_IN_EACH;
    String after = null;
    for (int stretch = 0; stretch < STRETCHES; stretch++) {
      List<Stored> run = frames(unit, pass, after, skipped, SAMPLED_IN_EACH);
      if (run.isEmpty()) {
        break;
      }
      sample.addAll(run);
      after = run.get(run.size() - 1).position();
    }
    return sample;
  }

  private static String ofPass(Dialect dialect, Pass pass) {
    return " from coffer_record where collection = ? and frame is not null"
        + " and coalesce(updated_at, created_at) < ?"
        + (pass.from() == null ? "" : " and coalesce(updated_at, created_at) >= ?")
        + " and "
        + dialect.alive("");
  }

  /** Binds the parameters of {@link #ofPass}. Returns the index of the next parameter. */
  private int bind(PreparedStatement statement, Pass pass) throws SQLException {
    int index = 1;
    statement.setString(index++, collection);
    statement.setObject(index++, pass.until());
    if (pass.from() != null) {
      statement.setObject(index++, pass.from());
    }
    return index;
  }

  private long count(UnitOfWork unit, Pass pass) throws SQLException {
    String sql = "select count(*)" + ofPass(unit.dialect(), pass);
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      bind(statement, pass);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** The frames of a pass after a key, without the skipped ones. */
  private List<Stored> frames(
      UnitOfWork unit, Pass pass, @Nullable String after, long skipped, int most)
      throws SQLException {
    Dialect dialect = unit.dialect();
    String sql =
        "select record_key, frame"
            + ofPass(dialect, pass)
            + (after == null ? "" : " and record_key > ?")
            + " order by collection, record_key offset "
            + skipped
            + " rows fetch next "
            + most
            + " rows only";
    List<Stored> page = new ArrayList<>();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      int index = bind(statement, pass);
      if (after != null) {
        statement.setString(index, after);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(new Stored(rows.getString(1), rows.getBytes(2), false));
        }
      }
    }
    return page;
  }

  @Override
  public List<Replacement> replace(UnitOfWork unit, List<Replacement> replacements)
      throws SQLException {
    Set<String> locked = lock(unit, replacements);
    List<Replacement> replaced = new ArrayList<>();
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_record set frame = ?"
            + " where collection = ? and record_key = ? and frame = ?";
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      for (Replacement replacement : replacements) {
        if (locked.contains(replacement.stored().position())) {
          update.setBytes(1, replacement.bytes());
          update.setString(2, collection);
          update.setString(3, replacement.stored().position());
          update.setBytes(4, replacement.stored().bytes());
          if (update.executeUpdate() > 0) {
            replaced.add(replacement);
          }
        }
      }
    }
    return replaced;
  }

  /** Locks the rows that are not locked by another transaction. */
  private Set<String> lock(UnitOfWork unit, List<Replacement> replacements) throws SQLException {
    Dialect dialect = unit.dialect();
    Set<String> locked = new HashSet<>();
    List<String> keys = replacements.stream().map(each -> each.stored().position()).toList();
    for (int from = 0; from < keys.size(); from += dialect.keysAtOnce()) {
      List<String> slice = keys.subList(from, Math.min(keys.size(), from + dialect.keysAtOnce()));
      String sql =
          dialect.statementPrefix()
              + "select record_key from coffer_record where "
              + dialect.isOneOf("", slice.size())
              + " order by record_key for update skip locked";
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        int index = 1;
        for (String value : dialect.valuesForIsOneOf(collection, slice)) {
          statement.setString(index++, value);
        }
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            locked.add(rows.getString(1));
          }
        }
      }
    }
    return locked;
  }
}
