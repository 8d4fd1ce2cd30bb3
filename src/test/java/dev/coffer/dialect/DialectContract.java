package dev.coffer.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The expressions of each {@link Dialect} have their specified meaning on its database. */
abstract class DialectContract {

  private static final Duration SAME_HOUR = Duration.ofMinutes(30);

  private TestDatabase database;
  private Dialect dialect;
  private Connection connection;

  abstract TestDatabase open();

  /** A statement that sets the session to a time zone nine hours from UTC. */
  abstract String zoneNineHoursAway();

  @BeforeEach
  void openDatabase() throws SQLException {
    database = open().migrate();
    dialect = database.dialect();
    connection = database.connect();
  }

  @AfterEach
  void closeDatabase() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void timesAreUtcWhateverTheZoneOfTheSession() throws SQLException {
    execute(zoneNineHoursAway());
    insertContent(1, 1);
    execute("insert into coffer_retained (content_id, since) values (1, " + dialect.utcNow() + ")");

    assertThat(distanceFromNow()).isLessThan(SAME_HOUR);

    try (PreparedStatement update =
        connection.prepareStatement(
            "update coffer_retained set since = " + dialect.utcNowPlusMillis())) {
      update.setLong(1, -Duration.ofDays(1).toMillis());
      update.executeUpdate();
    }
    assertThat(distanceFromNow().minusDays(1).abs()).isLessThan(SAME_HOUR);
    execute("update coffer_retained set since = " + dialect.utcNow());
    assertThat(number("select count(*) from coffer_retained where since <= " + dialect.utcNow()))
        .isEqualTo(1);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void timePassesWithinATransaction() throws SQLException {
    connection.setAutoCommit(false);
    LocalDateTime begin = now();
    LocalDateTime later = now();
    while (!later.isAfter(begin)) {
      assertThat(Thread.interrupted()).as("timed out").isFalse();
      later = now();
    }
    connection.rollback();
    assertThat(Duration.between(begin, later)).isLessThan(SAME_HOUR);
  }

  private LocalDateTime now() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + dialect.utcNow())) {
      row.next();
      return row.getObject(1, LocalDateTime.class);
    }
  }

  @Test
  void noTimeToLiveMeansNoExpiry() throws SQLException {
    insertRecord("c", "k");
    try (PreparedStatement update =
        connection.prepareStatement(
            "update coffer_record set expires_at = " + dialect.utcNowPlusMillis())) {
      update.setLong(1, Duration.ofDays(40_000).toMillis());
      update.executeUpdate();
      assertThat(number("select count(*) from coffer_record where expires_at is null")).isZero();
      update.setNull(1, Types.BIGINT);
      update.executeUpdate();
      assertThat(number("select count(*) from coffer_record where expires_at is null"))
          .isEqualTo(1);
    }
  }

  @Test
  void keysAreOrderedByTheirUtf8Bytes() throws SQLException {
    List<String> keys =
        List.of(
            "B", "a", "a ", "a\t", "A", "ä", "z", "zz", "\uFFFD", "\uD83D\uDE00", "\uE000", "é");
    for (String key : keys) {
      insertRecord("c", key);
    }
    List<String> byBytes = new ArrayList<>(keys);
    byBytes.sort(
        Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));

    for (int from = 0; from < byBytes.size(); from++) {
      assertThat(keysFrom(byBytes.get(from))).isEqualTo(byBytes.subList(from, byBytes.size()));
    }
  }

  @Test
  void insertsAbsentRowsAndSkipsExistingOnes() throws SQLException {
    insertContents(1, 2, 3);
    connection.setAutoCommit(false);
    insertContents(2, 3, 4, 5);
    connection.commit();

    assertThat(number("select count(*) from coffer_content")).isEqualTo(5);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id, digest from coffer_content")) {
      while (row.next()) {
        assertThat(row.getBytes(2)).isEqualTo(digest(row.getInt(1) % 100));
      }
    }
  }

  @Test
  void aShareLockPreventsADelete() throws Exception {
    insertContent(1, 1);
    connection.setAutoCommit(false);
    assertThat(number("select id from coffer_content where id = 1" + dialect.shareLock()))
        .isEqualTo(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<Integer> deletion = other.submit(this::deleteOne);
    execute(
        dialect.statementPrefix()
            + "insert into coffer_retained (content_id, since) values (1, "
            + dialect.utcNow()
            + ")");
    connection.commit();
    other.shutdown();

    SQLException refusal = Objects.requireNonNull(refusalOf(deletion), "deleted");
    assertThat(dialect.isForeignKeyViolation(refusal) || dialect.isRetryable(refusal)).isTrue();
    assertThat(number("select count(*) from coffer_content")).isEqualTo(1);
  }

  @Test
  void refusalsAreDistinguished() throws SQLException {
    insertContent(1, 1);
    SQLException duplicate = refusal("insert into coffer_schema select * from coffer_schema");
    assertThat(dialect.isDuplicateKey(duplicate)).isTrue();
    assertThat(dialect.isForeignKeyViolation(duplicate)).isFalse();
    assertThat(dialect.isRetryable(duplicate)).isFalse();
    assertThat(dialect.isUnavailable(duplicate)).isFalse();

    SQLException absent =
        refusal(
            "insert into coffer_retained (content_id, since) values (77, "
                + dialect.utcNow()
                + ")");
    assertThat(dialect.isForeignKeyViolation(absent)).isTrue();
    assertThat(dialect.isRetryable(absent)).isEqualTo(retriesReferencesToAbsentContents());

    execute("insert into coffer_retained (content_id, since) values (1, " + dialect.utcNow() + ")");
    SQLException needed = refusal("delete from coffer_content");
    assertThat(dialect.isForeignKeyViolation(needed)).isTrue();
    assertThat(dialect.isRetryable(needed)).isFalse();

    SQLException syntax = refusal("selekt 1");
    assertThat(dialect.isRetryable(syntax) || dialect.isUnavailable(syntax)).isFalse();
  }

  /** Only PostgreSQL has snapshots without newer contents, and then refuses a reference to them. */
  boolean retriesReferencesToAbsentContents() {
    return false;
  }

  @Test
  void aDeadlockIsRetryable() throws Exception {
    insertRecord("c", "1");
    insertRecord("c", "2");
    try (Connection second = database.connect()) {
      connection.setAutoCommit(false);
      second.setAutoCommit(false);
      touch(connection, "1");
      touch(second, "2");
      ExecutorService other = Executors.newSingleThreadExecutor();
      Future<Integer> crossing = other.submit(() -> touchOrRollBack(second, "1"));
      other.shutdown();
      @Nullable SQLException ours = null;
      try {
        touch(connection, "2");
      } catch (SQLException e) {
        ours = e;
      }
      connection.rollback();
      @Nullable SQLException theirs = refusalOf(crossing);
      second.rollback();

      SQLException refusal = Objects.requireNonNull(ours != null ? ours : theirs, "no deadlock");
      assertThat(dialect.isRetryable(refusal)).isTrue();
    }
  }

  private static int touch(Connection connection, String key) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update coffer_record set version = version + 1"
                + " where collection = 'c' and record_key = ?")) {
      update.setString(1, key);
      return update.executeUpdate();
    }
  }

  /** The victim releases its locks, so that the other transaction can end. */
  private static int touchOrRollBack(Connection connection, String key) throws SQLException {
    try {
      return touch(connection, key);
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private int deleteOne() throws SQLException {
    try (Connection own = database.connect();
        Statement statement = own.createStatement()) {
      return statement.executeUpdate("delete from coffer_content where id = 1");
    }
  }

  private static @Nullable SQLException refusalOf(Future<Integer> work) throws Exception {
    try {
      work.get();
      return null;
    } catch (ExecutionException e) {
      return (SQLException) e.getCause();
    }
  }

  private SQLException refusal(String sql) {
    return catchThrowableOfType(SQLException.class, () -> execute(sql));
  }

  private Duration distanceFromNow() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select since from coffer_retained")) {
      row.next();
      LocalDateTime stored = row.getObject(1, LocalDateTime.class);
      return Duration.between(stored, LocalDateTime.now(ZoneOffset.UTC)).abs();
    }
  }

  private List<String> keysFrom(String first) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select record_key from coffer_record where collection = 'c' and %s >= %s order by %s"
                .formatted(
                    dialect.utf8Order("record_key").orElse("record_key"),
                    dialect.utf8Order("?").orElse("?"),
                    dialect.utf8Order("record_key").orElse("record_key")))) {
      query.setString(1, first);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }

  private void insertContents(int... numbers) throws SQLException {
    String[] columns = {"id", "domain", "algorithm", "digest", "size", "created_at"};
    String[] unique = {"digest", "algorithm", "domain"};
    int generation = (int) number("select count(*) from coffer_content") * 100;
    try (PreparedStatement insert =
        connection.prepareStatement(
            dialect.insertIfAbsent("coffer_content", columns, unique, numbers.length))) {
      int parameter = 1;
      for (int number : numbers) {
        insert.setLong(parameter++, generation + number);
        insert.setString(parameter++, "");
        insert.setShort(parameter++, (short) 1);
        insert.setBytes(parameter++, digest(number));
        insert.setLong(parameter++, 7);
        insert.setObject(parameter++, LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_901_000));
      }
      insert.executeUpdate();
    }
  }

  private void insertContent(long id, int number) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into coffer_content (id, algorithm, digest, size, created_at) values (?, 1, ?, 7, "
                + dialect.utcNow()
                + ")")) {
      insert.setLong(1, id);
      insert.setBytes(2, digest(number));
      insert.executeUpdate();
    }
  }

  private void insertRecord(String collection, String key) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            dialect.statementPrefix()
                + "insert into coffer_record (collection, record_key, type, version, size,"
                + " created_at, updated_at) values (?, ?, 't', 1, 0, "
                + dialect.utcNow()
                + ", "
                + dialect.utcNow()
                + ")")) {
      insert.setString(1, collection);
      insert.setString(2, key);
      insert.executeUpdate();
    }
  }

  /** Bytes that are not valid text in any encoding. */
  private static byte[] digest(int number) {
    byte[] digest = new byte[32];
    Arrays.fill(digest, (byte) 0xFF);
    digest[0] = (byte) (0x80 + number);
    return digest;
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  final void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
