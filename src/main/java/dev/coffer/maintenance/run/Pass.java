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
 * One way through the frames of a collection, or of all contents, that were written in a stretch of
 * time; and how far it has come, as a row of {@code coffer_recompression} tells.
 *
 * <p>The row is what keeps a later run from trying again what was tried: with the same codec and
 * the same dictionary it takes up what an earlier one left off, and then begins where that ended.
 * With another codec or dictionary everything is tried again. Two runs at once, on whatever nodes,
 * do the same work twice, and no harm.
 *
 * @param scope the collection; empty for contents
 * @param codec the codec that frames are made by
 * @param dictionary the id of the dictionary that they are made with; null for none
 * @param from what was written earlier was tried before; null if nothing was
 * @param until what was written then or later is too young
 * @param after where it has come to, in the order of the keys; null for nowhere yet
 */
record Pass(
    String scope,
    String codec,
    @Nullable String dictionary,
    @Nullable LocalDateTime from,
    LocalDateTime until,
    @Nullable String after) {

  /** The scope of contents: no collection has an empty name. */
  static final String CONTENTS = "";

  /** The pass that is to be gone on with, or begins now; empty if there is nothing to be tried. */
  static Optional<Pass> due(
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
              return Optional.of(new Pass(scope, codec, dictionary, from, until, row.getString(5)));
            }
          }
        }
      }
    }
    if (from != null && !from.isBefore(horizon)) {
      return Optional.empty();
    }
    Pass begun = new Pass(scope, codec, dictionary, from, horizon, null);
    if (exists) {
      begun.update(unit, from, horizon, null);
    } else {
      begun.insert(unit);
    }
    return Optional.of(begun);
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
      if (unit.database().isDuplicateKey(e)) {
        throw new TransientCofferException(
            "Another process began to recompress "
                + (scope.isEmpty() ? "contents" : "the collection '" + scope + "'")
                + " at this moment; replay the transaction.",
            e);
      }
      throw e;
    }
  }

  /** The same pass, come further; told to the database with what was replaced on the way. */
  Pass comeTo(UnitOfWork unit, String position) throws SQLException {
    update(unit, from, until, position);
    return new Pass(scope, codec, dictionary, from, until, position);
  }

  /** Takes note that it has come to its end. */
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
                unit.database().statementPrefix()
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
