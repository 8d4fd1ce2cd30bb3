package dev.coffer.maintenance.run;

import dev.coffer.api.TransientCofferException;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pass over the frames of a collection, or of all contents, that were written in a period of
 * time, with its progress. A row of {@code coffer_recompression} stores it.
 *
 * <p>Because of this row, a later run does not repeat attempts. With the same codec and dictionary,
 * it continues an unfinished pass and then starts after its period. With another codec or
 * dictionary, it tries all frames again. Two concurrent runs, on any nodes, do the same work twice
 * but do no harm.
 *
 * @param scope the collection; empty for contents
 * @param codec the codec of new frames
 * @param dictionary the id of the dictionary of new frames; null for none
 * @param from the start of the period, inclusive; earlier frames were tried before; null if none
 *     were tried
 * @param until the end of the period, exclusive; later frames are too recent
 * @param after the last processed position, in key order; null at the start
 */
record Pass(
    String scope,
    String codec,
    @Nullable String dictionary,
    @Nullable LocalDateTime from,
    LocalDateTime until,
    @Nullable String after) {

  /** The scope of contents. It is distinct because no collection has an empty name. */
  static final String CONTENTS = "";

  /** The unfinished pass to continue, or a new pass; empty if there is nothing to try. */
  static Optional<Pass> due(
      UnitOfWork unit,
      String scope,
      String codec,
      @Nullable String dictionary,
      LocalDateTime horizon)
      throws SQLException {
    Known known = known(unit, scope, codec, dictionary, horizon);
    Pass due = known.due;
    if (due == null || !known.isNew) {
      return Optional.ofNullable(due);
    }
    if (known.hasRow) {
      due.update(unit, due.from, horizon, null);
    } else {
      due.insert(unit);
    }
    return Optional.of(due);
  }

  /**
   * The pass that {@link #due} would return. It stores nothing.
   *
   * @param triedUntil the end of the pass that ended before it, which is not stored; null if there
   *     is none
   */
  static Optional<Pass> forecast(
      UnitOfWork unit,
      String scope,
      String codec,
      @Nullable String dictionary,
      LocalDateTime horizon,
      @Nullable LocalDateTime triedUntil)
      throws SQLException {
    if (triedUntil == null) {
      return Optional.ofNullable(known(unit, scope, codec, dictionary, horizon).due);
    }
    return triedUntil.isBefore(horizon)
        ? Optional.of(new Pass(scope, codec, dictionary, triedUntil, horizon, null))
        : Optional.empty();
  }

  private record Known(@Nullable Pass due, boolean isNew, boolean hasRow) {}

  private static Known known(
      UnitOfWork unit,
      String scope,
      String codec,
      @Nullable String dictionary,
      LocalDateTime horizon)
      throws SQLException {
    LocalDateTime from = null;
    boolean exists = false;
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                "select codec, dictionary_id, tried_until, pass_until, pass_after"
                    + " from coffer_recompression where collection = ?")) {
      statement.setString(1, scope);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          exists = true;
          if (codec.equals(row.getString(1)) && Objects.equals(dictionary, row.getString(2))) {
            from = row.getObject(3, LocalDateTime.class);
            LocalDateTime until = row.getObject(4, LocalDateTime.class);
            if (until != null) {
              Pass begun = new Pass(scope, codec, dictionary, from, until, row.getString(5));
              return new Known(begun, false, true);
            }
          }
        }
      }
    }
    if (from != null && !from.isBefore(horizon)) {
      return new Known(null, false, exists);
    }
    return new Known(new Pass(scope, codec, dictionary, from, horizon, null), true, exists);
  }

  private void insert(UnitOfWork unit) throws SQLException {
    try (PreparedStatement insert =
        unit.connection()
            .prepareStatement(
                "insert into coffer_recompression (collection, codec, dictionary_id, pass_until)"
                    + " values (?, ?, ?, ?)")) {
      insert.setString(1, scope);
      insert.setString(2, codec);
      insert.setString(3, dictionary);
      insert.setObject(4, until);
      insert.executeUpdate();
    } catch (SQLException e) {
      if (unit.dialect().isDuplicateKey(e)) {
        throw new TransientCofferException(
            "Another process started to recompress "
                + (scope.isEmpty() ? "contents" : "the collection '" + scope + "'")
                + " at the same time; replay the transaction.",
            e);
      }
      throw e;
    }
  }

  /**
   * Advances the pass to a position. The progress is stored in the same transaction as the replaced
   * frames.
   */
  Pass advanceTo(UnitOfWork unit, String position) throws SQLException {
    update(unit, from, until, position);
    return at(position);
  }

  /** The same pass at a position. */
  Pass at(String position) {
    return new Pass(scope, codec, dictionary, from, until, position);
  }

  /** Stores the end of the pass. */
  void end(UnitOfWork unit) throws SQLException {
    update(unit, until, null, null);
  }

  private void update(
      UnitOfWork unit,
      @Nullable LocalDateTime triedUntil,
      @Nullable LocalDateTime passUntil,
      @Nullable String passAfter)
      throws SQLException {
    try (PreparedStatement update =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "update coffer_recompression set codec = ?, dictionary_id = ?,"
                    + " tried_until = ?, pass_until = ?, pass_after = ? where collection = ?")) {
      update.setString(1, codec);
      update.setString(2, dictionary);
      update.setObject(3, triedUntil, Types.TIMESTAMP);
      update.setObject(4, passUntil, Types.TIMESTAMP);
      update.setString(5, passAfter);
      update.setString(6, scope);
      update.executeUpdate();
    }
  }
}
