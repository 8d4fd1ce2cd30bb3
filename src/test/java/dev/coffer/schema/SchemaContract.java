package dev.coffer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.SchemaException;
import dev.coffer.dialect.Catalog;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.liquibase.LiquibaseMigration;
import dev.coffer.schema.migration.ChangelogScript;
import dev.coffer.schema.migration.ChangelogTables;
import dev.coffer.schema.migration.Changeset;
import dev.coffer.schema.migration.SchemaMigration;
import dev.coffer.schema.migration.ScriptMigration;
import dev.coffer.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the migration and the check, on every database. */
abstract class SchemaContract {

  private static final SchemaMigration SCRIPT = new ScriptMigration();
  private static final SchemaMigration LIQUIBASE = new LiquibaseMigration();
  private static final Duration LONG = Duration.ofMinutes(5);

  private TestDatabase database;
  private Connection connection;

  abstract TestDatabase open();

  @BeforeEach
  void openDatabase() throws SQLException {
    database = open();
    connection = database.connect();
  }

  @AfterEach
  void closeDatabase() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void theDocumentedRemovalLeavesNothing() throws Exception {
    migrate(SCRIPT, connection);
    String page = Files.readString(Path.of("docs/adopting.md"));
    Matcher block = Pattern.compile("(?s)```sql\\n(.*?)```").matcher(page);
    assertThat(block.find()).isTrue();
    try (Statement statement = connection.createStatement()) {
      for (String drop : block.group(1).split(";", -1)) {
        if (!drop.isBlank()) {
          statement.execute(drop.strip());
        }
      }
    }
    assertThat(Catalog.read(connection, database.dialect()).tables()).isEmpty();
    assertThatCode(() -> migrate(SCRIPT, connection)).doesNotThrowAnyException();
  }

  @Test
  void bothMigrationsCreateAndRecordTheSame() throws Exception {
    migrate(SCRIPT, connection);
    try (TestDatabase other = open();
        Connection otherConnection = other.connect()) {
      migrate(LIQUIBASE, otherConnection);

      assertThat(SchemaDump.changelog(connection)).isEqualTo(SchemaDump.changelog(otherConnection));
      assertThat(SchemaDump.structure(connection, database.dialect()))
          .isEqualTo(SchemaDump.structure(otherConnection, database.dialect()));
    }
  }

  @Test
  void liquibaseContinuesWhatTheScriptBegan() throws Exception {
    ChangelogScript script = ChangelogScript.of(database.product());
    ChangelogTables.create(connection, database.dialect(), script.ownTables());
    for (Changeset changeset : script.changesets().subList(0, 7)) {
      for (String statement : changeset.statements()) {
        execute(statement);
      }
    }

    LIQUIBASE.migrate(connection, database.dialect(), LONG);

    assertThat(Schema.check(connection).isWritable()).isTrue();
    assertThat(SchemaDump.changelog(connection)).hasSize(script.changesets().size());
  }

  @Test
  void theScriptContinuesWhatLiquibaseBegan() throws Exception {
    HostLiquibase.update(connection, 7);

    SCRIPT.migrate(connection, database.dialect(), LONG);

    assertThat(Schema.check(connection).isWritable()).isTrue();
    assertThat(SchemaDump.changelog(connection))
        .hasSize(ChangelogScript.of(database.product()).changesets().size());
  }

  @Test
  void recordsOfVersion4RemainAfterTheMigration() throws Exception {
    int changesets = ChangelogScript.of(database.product()).changesets().size();
    HostLiquibase.update(
        connection, changesets - (database.product() == Dialect.Product.H2 ? 26 : 23));
    assertThat(SchemaVersion.read(connection).orElseThrow().version()).isEqualTo(4);
    execute(
        "insert into coffer_record (collection, record_key, type, version, size, created_at)"
            + " values ('c', 'k', 't', 1, 0, timestamp '2026-01-01 00:00:00')");

    Schema.migrate(connection);

    assertThat(Schema.version(connection).version()).isEqualTo(10);
    execute("update coffer_record set version = version + 1 where record_key = 'k'");
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select version from coffer_record")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(2);
    }
  }

  @Test
  void releasesThatTakeIdsFromTheSequenceWriteWhereItExists() throws Exception {
    HostLiquibase.update(
        connection, ChangelogScript.of(database.product()).changesets().size() - 7);
    assertThat(Schema.version(connection).version()).isEqualTo(7);
    Schema.migrate(connection);
    assertThat(Schema.version(connection).minWriter()).isEqualTo(8);
    HostLiquibase.rollBackAll(connection);

    HostLiquibase.update(
        connection, ChangelogScript.of(database.product()).changesets().size() - 7);
    execute(
        "insert into coffer_content (id, domain, algorithm, digest, size, created_at) values (1,"
            + " '', 1, "
            + (database.product() == Dialect.Product.POSTGRESQL ? "'\\x00'" : "x'00'")
            + ", 0, timestamp '2026-01-01 00:00:00')");
    Schema.migrate(connection);
    assertThat(Schema.version(connection).minWriter()).isEqualTo(1);
  }

  @Test
  void rollsBackEverythingAndUpdatesAgain() throws Exception {
    for (SchemaMigration migration : List.of(SCRIPT, LIQUIBASE)) {
      migrate(migration, connection);
      List<String> before = SchemaDump.structure(connection, database.dialect());

      HostLiquibase.rollBackAll(connection);
      assertThat(Catalog.read(connection, database.dialect()).tables())
          .containsExactlyInAnyOrder(ChangelogTables.CHANGELOG, ChangelogTables.LOCK);
      assertThat(SchemaDump.changelog(connection)).isEmpty();
      connection.close();
      connection = database.connect();

      migrate(migration, connection);
      assertThat(SchemaDump.structure(connection, database.dialect())).isEqualTo(before);
      HostLiquibase.rollBackAll(connection);
      connection.close();
      connection = database.connect();
    }
  }

  @Test
  void severalMigrateAtOnceAndAllSucceed() throws Exception {
    List<SchemaMigration> ways = List.of(SCRIPT, LIQUIBASE, SCRIPT, LIQUIBASE);
    CyclicBarrier start = new CyclicBarrier(ways.size());
    ExecutorService threads = Executors.newFixedThreadPool(ways.size());
    List<Future<?>> ends = new ArrayList<>();
    for (SchemaMigration way : ways) {
      ends.add(
          threads.submit(
              () -> {
                try (Connection own = database.connect()) {
                  start.await();
                  migrate(way, own);
                }
                return null;
              }));
    }
    threads.shutdown();
    for (Future<?> end : ends) {
      end.get();
    }

    assertThat(Schema.check(connection).isWritable()).isTrue();
    assertThat(SchemaDump.changelog(connection))
        .hasSize(ChangelogScript.of(database.product()).changesets().size());
  }

  @Test
  void migratesAgainWithoutChange() {
    Schema.migrate(connection);
    SchemaVersion first = Schema.version(connection);

    Schema.migrate(database.dataSource());

    assertThat(Schema.version(connection)).isEqualTo(first);
    assertThat(first.version()).isEqualTo(Schema.VERSION);
    assertThat(first.identity()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  @Test
  void migratingAndCheckingRefusesWhatACheckRefuses() throws Exception {
    SchemaAccess first = Schema.migrateAndCheck(connection);

    assertThat(first).isEqualTo(Schema.check(connection));
    assertThat(Schema.migrateAndCheck(connection)).isEqualTo(first);
    setVersions(11, 1, 11);
    assertThat(Schema.migrateAndCheck(connection).isWritable()).isFalse();
    execute("alter table coffer_record drop column expires_at");
    assertThatThrownBy(() -> Schema.migrateAndCheck(connection))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("coffer_record.expires_at");
  }

  @Test
  void aLeftoverLockIsReportedAndTheReportedStatementReleasesIt() throws Exception {
    ChangelogTables.create(
        connection, database.dialect(), ChangelogScript.of(database.product()).ownTables());
    execute(
        "update coffer_databasechangeloglock set locked = true, lockedby = 'crashed-host',"
            + " lockgranted = timestamp '2026-01-02 03:04:05' where id = 1");
    for (SchemaMigration migration : List.of(SCRIPT, LIQUIBASE)) {
      assertThatThrownBy(
              () ->
                  Schema.migrateBy(
                      migration, connection, database.dialect(), Duration.ofMillis(10)))
          .isInstanceOf(SchemaException.class)
          .hasMessageContainingAll("crashed-host", "2026-01-02", "release the lock by: update");
    }
    execute(
        "update coffer_databasechangeloglock set locked = false, lockedby = null,"
            + " lockgranted = null where id = 1");

    Schema.migrate(connection);

    assertThat(Schema.check(connection).isWritable()).isTrue();
  }

  @Test
  void aMissingSchemaIsReportedWithTheRemedy() {
    assertThatThrownBy(() -> Schema.check(connection))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("migrate");
  }

  @Test
  void laterVersionsAreFullReadOnlyOrRefused() throws Exception {
    Schema.migrate(connection);

    setVersions(11, 1, 1);
    assertThat(Schema.check(connection).isWritable()).isTrue();
    assertThatCode(() -> Schema.migrate(connection)).doesNotThrowAnyException();
    setVersions(11, 1, 11);
    assertThat(Schema.check(connection).isWritable()).isFalse();
    setVersions(11, 11, 11);
    assertThatThrownBy(() -> Schema.check(connection))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("later release");
    setVersions(0, 0, 0);
    assertThatThrownBy(() -> Schema.check(connection))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("migrate");
    execute("delete from coffer_schema");
    assertThatThrownBy(() -> Schema.check(connection))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("incomplete");
  }

  @Test
  void removedTablesAndColumnsAreNamed() throws Exception {
    Schema.migrate(connection);
    execute("alter table coffer_record drop column expires_at");
    execute("drop table coffer_part");

    assertThatThrownBy(() -> Schema.check(connection))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("coffer_record.expires_at")
        .hasMessageContaining("coffer_part");
  }

  @Test
  void inexactKeyColumnsAreRefusedWithTheRemedy() throws Exception {
    Schema.migrate(connection);
    assertThat(Schema.inexactColumns(connection)).isEmpty();
    SchemaForTests.foldKeys(connection);

    assertThat(Schema.inexactColumns(connection))
        .anySatisfy(column -> assertThat(column).contains("coffer_recompression.pass_after"));
    assertThatThrownBy(() -> Schema.check(connection))
        .isInstanceOf(SchemaException.class)
        .hasMessageContainingAll(
            "coffer_recompression.pass_after", database.dialect().adviceOnInexactColumns());
  }

  @Test
  void knowsEveryTableAndColumnOfTheChangelogs() throws Exception {
    Schema.migrate(connection);
    Catalog catalog = Catalog.read(connection, database.dialect());

    List<String> expected = new ArrayList<>(SchemaShape.tables());
    expected.addAll(List.of(ChangelogTables.CHANGELOG, ChangelogTables.LOCK));
    assertThat(catalog.tables())
        .filteredOn(table -> !table.endsWith("_seq")) // MariaDB shows sequences as tables.
        .containsExactlyInAnyOrderElementsOf(expected);
    for (String table : SchemaShape.tables()) {
      assertThat(catalog.columns(table).keySet())
          .containsExactlyInAnyOrderElementsOf(SchemaShape.columnsOf(table));
    }
  }

  @Test
  void aHostMayIncludeTheChangelogInItsOwn() throws Exception {
    HostLiquibase.updateHost(connection);

    assertThat(Schema.check(connection).isWritable()).isTrue();
    assertThatCode(() -> Schema.migrate(connection)).doesNotThrowAnyException();
    assertThat(Catalog.read(connection, database.dialect()).hasTable(ChangelogTables.CHANGELOG))
        .isFalse();
    setVersions(0, 0, 0);
    assertThatThrownBy(() -> Schema.migrate(connection))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("own migrations");
  }

  @Test
  void aCurrentSchemaNeedsNoTool() throws SQLException {
    Schema.migrate(connection);

    Schema.migrateIfOutdated(
        () -> {
          throw new AssertionError("A tool was looked for.");
        },
        connection,
        database.dialect(),
        LONG);
  }

  private void migrate(SchemaMigration migration, Connection target) throws SQLException {
    Schema.migrateBy(migration, target, database.dialect(), LONG);
  }

  private void setVersions(int version, int minReader, int minWriter) throws SQLException {
    execute(
        "update coffer_schema set version = %d, min_reader = %d, min_writer = %d"
            .formatted(version, minReader, minWriter));
  }

  final void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  final Connection connection() {
    return connection;
  }
}
