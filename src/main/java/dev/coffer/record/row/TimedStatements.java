package dev.coffer.record.row;

import dev.coffer.api.TransientCofferException;
import dev.coffer.dialect.TimedRecordSql;
import dev.coffer.record.Expiry;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one collection by {@link TimedRecordSql}, in one unit of work. Not thread-safe.
 *
 * <p>The clock is read for each row if it is the clock of this process. Otherwise it is read once
 * at the beginning, because that takes a query.
 */
final class TimedStatements implements AutoCloseable {

  private static final int UPSERT_ATTEMPTS = 3;

  /** What an update returns, in the order of {@link SelectedRow#readStamp}. */
  private static final String[] STAMP = {"version", "created_at", "updated_at", "expires_at"};

  private final UnitOfWork unit;
  private final TimedRecordSql sql;
  private final String collection;
  private final Expiry expiry;
  private final @Nullable Instant beginning;
  private @Nullable PreparedStatement update;
  private @Nullable PreparedStatement insert;

  TimedStatements(UnitOfWork unit, TimedRecordSql sql, String collection, Expiry expiry)
      throws SQLException {
    this.unit = unit;
    this.sql = sql;
    this.collection = collection;
    this.expiry = expiry;
    this.beginning =
        unit.dialect().runsHere()
            ? null
            : Instant.EPOCH.plus(RecordStatements.firstVersion(unit), ChronoUnit.MICROS);
  }

  /** The version of a record that is created now: see {@link RecordStatements#firstVersion}. */
  static long versionNow() {
    return versionAt(Instant.now());
  }

  private static long versionAt(Instant now) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, now);
  }

  private Instant now() {
    return beginning == null ? Instant.now().truncatedTo(ChronoUnit.MICROS) : beginning;
  }

  private @Nullable Instant expiryAt(Instant now) {
    return expiry.timeToLive().map(now::plus).orElse(null);
  }

  /**
   * Inserts or replaces a row. If another transaction inserts or deletes the row between the update
   * and the insert, both are tried again.
   *
   * @param probablyThere whether to begin with the update
   */
  RecordStatements.Upserted upsert(RecordStatements.Row row, boolean probablyThere)
      throws SQLException {
    RecordStatements.Upserted done = probablyThere ? null : create(row, false);
    for (int attempt = 1; done == null; attempt++) {
      done = replace(row);
      if (done == null) {
        done = create(row, attempt == UPSERT_ATTEMPTS);
      }
    }
    return done;
  }

  private RecordStatements.@Nullable Upserted replace(RecordStatements.Row row)
      throws SQLException {
    PreparedStatement statement = update;
    if (statement == null) {
      String text = expiry.keepsCurrent() ? sql.updateKeepingExpiry() : sql.update();
      statement = unit.connection().prepareStatement(text, STAMP);
      update = statement;
    }
    Instant now = now();
    bind(statement, row, now);
    if (!expiry.keepsCurrent()) {
      bindTime(statement, 8, expiryAt(now));
    }
    return updated(statement);
  }

  private static RecordStatements.@Nullable Upserted updated(PreparedStatement statement)
      throws SQLException {
    if (statement.executeUpdate() == 0) {
      return null;
    }
    try (ResultSet stamp = statement.getGeneratedKeys()) {
      stamp.next();
      return RecordStatements.Upserted.read(stamp, 1);
    }
  }

  /** Replaces the value of a live record, if it is at this version; null if it is not. */
  @Nullable RecordStamp replace(RecordStatements.Row row, long version) throws SQLException {
    return updateAt(
        expiry.keepsCurrent() ? sql.replaceKeepingExpiry() : sql.replace(), row, version);
  }

  /**
   * Replaces the value of a record that never expires, if it is at the version of this stamp; null
   * if it is not. The stamp afterwards follows from the one before, so the statement, which most
   * puts use, returns nothing and computes nothing.
   */
  @Nullable RecordStamp replaceLasting(RecordStatements.Row row, RecordStamp before)
      throws SQLException {
    Instant now = now();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql.replaceLasting())) {
      bind(statement, row, now);
      statement.setLong(8, before.version());
      return statement.executeUpdate() == 0
          ? null
          : new RecordStamp(before.version() + 1, before.createdAt(), now, null);
    }
  }

  /** Replaces an expired record by a new one, if it is at this version; null if it is not. */
  @Nullable RecordStamp revive(RecordStatements.Row row, long version) throws SQLException {
    return updateAt(sql.revive(), row, version);
  }

  private @Nullable RecordStamp updateAt(String text, RecordStatements.Row row, long version)
      throws SQLException {
    try (PreparedStatement statement = unit.connection().prepareStatement(text, STAMP)) {
      bindVersioned(statement, row, now(), version);
      RecordStatements.Upserted updated = updated(statement);
      return updated == null ? null : updated.stamp();
    }
  }

  /** Inserts a row; null if the key has one. */
  RecordStatements.@Nullable Upserted create(RecordStatements.Row row) throws SQLException {
    return create(row, false);
  }

  private RecordStatements.@Nullable Upserted create(RecordStatements.Row row, boolean last)
      throws SQLException {
    Instant now = now();
    long version = versionAt(now);
    try {
      PreparedStatement statement = insertion();
      bindVersioned(statement, row, now, version);
      statement.executeUpdate();
    } catch (SQLException e) {
      if (!unit.dialect().isDuplicateKey(e)) {
        throw e;
      }
      if (last) {
        throw new TransientCofferException(
            "Other transactions keep inserting and deleting a record of this write; roll back the"
                + " transaction and replay it.",
            e);
      }
      return null;
    }
    return new RecordStatements.Upserted(true, new RecordStamp(version, now, now, expiryAt(now)));
  }

  /**
   * Inserts rows whose keys are absent. There are no batches, because H2 executes each of their
   * statements by itself.
   */
  void createAll(List<RecordStatements.Row> rows, long version) throws SQLException {
    Instant now = now();
    PreparedStatement statement = insertion();
    for (RecordStatements.Row row : rows) {
      bindVersioned(statement, row, now, version);
      statement.executeUpdate();
    }
  }

  private PreparedStatement insertion() throws SQLException {
    PreparedStatement statement = insert;
    if (statement == null) {
      statement = unit.connection().prepareStatement(sql.insert());
      insert = statement;
    }
    return statement;
  }

  private void bindVersioned(
      PreparedStatement statement, RecordStatements.Row row, Instant now, long version)
      throws SQLException {
    bind(statement, row, now);
    bindTime(statement, 8, expiryAt(now));
    statement.setLong(9, version);
  }

  private void bind(PreparedStatement statement, RecordStatements.Row row, Instant now)
      throws SQLException {
    statement.setString(1, collection);
    statement.setString(2, row.key());
    RecordStatements.bindValue(statement, 3, row);
    bindTime(statement, 7, now);
  }

  private static void bindTime(PreparedStatement statement, int position, @Nullable Instant time)
      throws SQLException {
    if (time == null) {
      statement.setNull(position, Types.TIMESTAMP);
    } else {
      statement.setObject(position, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      if (update != null) {
        update.close();
      }
    } finally {
      if (insert != null) {
        insert.close();
      }
    }
  }
}
