package dev.coffer.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.CofferException;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.RestorePlan;
import dev.coffer.backup.RestoreReport;
import dev.coffer.backup.Snapshot;
import dev.coffer.content.Holder;
import dev.coffer.entity.StoredContent;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.StoredValue;
import dev.coffer.schema.Schema;
import dev.coffer.testing.TestDatabase;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rights of {@code docs/schema.md} are sufficient for the work of each account. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class RightsContract {

  static final String PASSWORD = "aSecret_1";

  abstract TestDatabase open();

  /** The name of the product in the document. */
  abstract String product();

  /** Creates an account that may connect to the database, and nothing else. */
  abstract List<String> createAccount(String account, String database);

  abstract List<String> dropAccount(String account);

  /** The name of the account in grants. */
  String grantee(String account) {
    return account;
  }

  @Test
  void areSufficientAndMinimal() throws Exception {
    try (TestDatabase database = open()) {
      String name = nameOf(database);
      String suffix = UUID.randomUUID().toString().substring(0, 8);
      String app = "app_" + suffix;
      String migrator = "migrator_" + suffix;
      try {
        run(database, createAccount(app, name));
        run(database, createAccount(migrator, name));
        run(database, granted(migrator, " to migrator;", "migrator", name));
        migrate(database, migrator);
        run(database, granted(app, " to app;", "app", name));

        assertThatThrownBy(() -> as(database, app, "create table more (id int)"))
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> as(database, app, "drop table coffer_part"))
            .isInstanceOf(SQLException.class);
        work(database, app);
      } finally {
        run(database, dropAccount(app));
        run(database, dropAccount(migrator));
      }
    }
  }

  @Test
  void areSufficientForBackups(@TempDir Path repository) throws Exception {
    try (TestDatabase database = open();
        TestDatabase target = open()) {
      String suffix = UUID.randomUUID().toString().substring(0, 8);
      String archivist = "archivist_" + suffix;
      String migrator = "migrator_" + suffix;
      try (Coffer coffer = Coffer.open(settings(database, database.user(), database.password()))) {
        coffer.records("things", String.class).put("a", "value");
        coffer.contents().store(noise(3 << 20));
        run(database, createAccount(archivist, nameOf(database)));
        run(database, granted(archivist, " to archivist;", "archivist", nameOf(database)));
        run(target, createAccount(migrator, nameOf(target)));
        run(target, granted(migrator, " to migrator;", "migrator", nameOf(target)));

        Snapshot snapshot = backUp(database, archivist, repository);
        migrate(target, migrator);
        restore(target, migrator, repository, snapshot);
      } finally {
        run(database, dropAccount(archivist));
        run(target, dropAccount(migrator));
      }
    }
  }

  private static OpenSettings settings(TestDatabase database, String user, String password) {
    return OpenSettings.of(database.jdbcUrl()).withUser(user).withPassword(password);
  }

  private static Snapshot backUp(TestDatabase database, String account, Path repository) {
    try (Coffer coffer = Coffer.open(settings(database, account, PASSWORD).withMigration(false))) {
      assertThatThrownBy(() -> coffer.records("things", String.class).put("b", "value"))
          .isInstanceOf(CofferException.class);
      Backups backups = coffer.backups(BackupSettings.at(repository));
      Snapshot snapshot = backups.create().snapshot();
      assertThat(backups.verify(snapshot, CheckLevel.TRIAL).problems()).isEmpty();
      return snapshot;
    }
  }

  private static void restore(
      TestDatabase database, String account, Path repository, Snapshot snapshot) {
    try (Coffer coffer = Coffer.open(settings(database, account, PASSWORD).withMigration(false))) {
      RestoreReport report =
          coffer.backups(BackupSettings.at(repository)).restore(snapshot, RestorePlan.all());
      assertThat(report.problems()).isEmpty();
      assertThat(report.comparedRecords()).isEqualTo(1);
    }
  }

  private static void migrate(TestDatabase database, String account) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), account, PASSWORD)) {
      Schema.migrate(connection);
      assertThat(Schema.check(connection).isWritable()).isTrue();
    }
  }

  /** All operations of the stores. */
  private static void work(TestDatabase database, String account) throws Exception {
    OpenSettings settings =
        OpenSettings.of(database.jdbcUrl())
            .withUser(account)
            .withPassword(PASSWORD)
            .withMigration(false);
    try (Coffer coffer = Coffer.open(settings)) {
      workOnRecords(coffer.records("things", byte[].class));
      assertThat(coffer.records().renameCollection("things", "others")).isEqualTo(2);
      workOnContents(coffer);
      damageAndHeal(database, coffer);
      assertThat(coffer.verify().damaged()).isEmpty();
      assertThat(coffer.report().collections()).isNotEmpty();
      RecompressionPlan all = RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO);
      assertThat(coffer.recompress(all).finished()).isTrue();
      expireSome(database, coffer);
      maintain(coffer);
      assertThat(coffer.topology().processes()).hasSize(1);
    }
  }

  private static void workOnRecords(RecordRepository<byte[], String> records) {
    byte[] small = "small".getBytes(UTF_8);
    byte[] large = noise(RecordSettings.LARGEST_INLINE_LIMIT);
    records.put("a", small);
    records.put("a", large);
    records.put("a", small, Expiry.after(Duration.ofDays(1)));
    records.putIfAbsent("b", large);
    records.putIfVersion("b", small, records.find("b").orElseThrow().version());
    records.putAll(Map.of("c", small, "d", large));
    assertThat(records.get("d")).contains(large);
    assertThat(records.getAll(List.of("a", "b", "c", "d"))).hasSize(4);
    assertThat(records.deleteIfVersion("a", 1)).isFalse();
    assertThat(records.delete("b")).isTrue();
    try (Stream<StoredValue<byte[], String>> scan = records.scan(Range.all())) {
      assertThat(scan.count()).isEqualTo(3);
    }
    records.putAllIfAbsent(Map.of("c", large, "e", large));
    assertThat(records.rename("d", "f")).isTrue();
    assertThat(records.deleteRange(Range.between("d", "f"))).isEqualTo(1);
    assertThat(records.deleteRange(Range.prefix("a"))).isEqualTo(1);
  }

  private static void workOnContents(Coffer coffer) throws Exception {
    byte[] bytes = noise(3 << 20);
    StoredContent content = coffer.contents().store(bytes);
    coffer.contents().store(bytes);
    coffer.contents().stage(noise(100));
    try (InputStream in = coffer.contents().open(content.hash())) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    Holder holder = Holder.of("invoices/17");
    coffer.contents().retain(content.hash(), holder);
    coffer.contents().release(content.hash(), holder);
    coffer.contents().release(content.hash());
    assertThat(coffer.contents().list(null, 100)).isNotEmpty();
    assertThat(coffer.contents().delete(content.hash())).isTrue();
  }

  /** Only damage causes these writes: the mark of damage and the new frame. */
  private static void damageAndHeal(TestDatabase database, Coffer coffer) throws Exception {
    byte[] bytes = noise(5000);
    StoredContent content = coffer.contents().store(bytes);
    try (Connection connection = database.connect();
        PreparedStatement damage =
            connection.prepareStatement("update coffer_frame set frame = ? where content_id = ?")) {
      damage.setBytes(1, new byte[40]);
      damage.setLong(2, content.id());
      damage.executeUpdate();
    }
    assertThat(coffer.verify().damaged()).hasSize(1);
    coffer.contents().store(bytes);
  }

  /** One record is expired, and the row of another one is due too early. */
  private static void expireSome(TestDatabase database, Coffer coffer) throws Exception {
    RecordRepository<byte[], String> records = coffer.records("things", byte[].class);
    Expiry later = Expiry.after(Duration.ofDays(1));
    records.putAll(Map.of("expired", noise(10), "later", noise(10)), later);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      String past = " = timestamp '2001-01-01 00:00:00'";
      statement.execute("update coffer_record_expiry set due_at" + past);
      statement.execute(
          "update coffer_record set expires_at" + past + " where record_key = 'expired'");
    }
  }

  private static void maintain(Coffer coffer) {
    coffer.contents().stage(noise(3 << 20));
    List<RunReport> runs =
        coffer.maintenance().runAll(RunOptions.defaults().withGrace(Duration.ZERO).withForce(true));
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.outcome()).as("%s", run).isEqualTo(RunOutcome.DONE));
    assertThat(runs)
        .filteredOn(run -> run.task() == MaintenanceTask.COLLECT)
        .allSatisfy(run -> assertThat(run.figure("contents")).isPositive());
    assertThat(runs)
        .filteredOn(run -> run.task() == MaintenanceTask.EXPIRE)
        .allSatisfy(run -> assertThat(run.figure("records")).isEqualTo(1));
    assertThat(coffer.maintenance().damage()).isEmpty();
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** The statements with this ending in the document's block for this product, for this account. */
  private List<String> granted(String account, String ending, String role, String database)
      throws Exception {
    List<String> statements =
        statements(Files.readString(Path.of("docs", "schema.md")))
            .filter(statement -> statement.endsWith(ending))
            .map(
                statement ->
                    statement
                        .substring(0, statement.length() - 1)
                        .replaceAll("\\b" + role + "$", Matcher.quoteReplacement(grantee(account)))
                        .replace("game.", database + "."))
            .toList();
    assertThat(statements).isNotEmpty();
    return statements;
  }

  private Stream<String> statements(String document) {
    Pattern block = Pattern.compile("(?s)\\*\\*" + product() + "\\*\\*\n\n```sql\n(.*?)```");
    Matcher found = block.matcher(document);
    assertThat(found.find()).as("rights of " + product()).isTrue();
    return found.group(1).lines().map(String::strip).filter(line -> !line.isEmpty());
  }

  /** The name of the database in grants. */
  String nameOf(TestDatabase database) {
    Matcher name = Pattern.compile("coffer_[0-9a-f]{32}").matcher(database.jdbcUrl());
    assertThat(name.find()).isTrue();
    return name.group();
  }

  private static void run(TestDatabase database, List<String> statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void as(TestDatabase database, String account, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), account, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
