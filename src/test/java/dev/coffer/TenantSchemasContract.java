package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.TenantMigrationException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TenantSchemas;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tenants of one session factory with a schema each. The names of the schemas need quotes. */
abstract class TenantSchemasContract {

  record Note(String text) {}

  private TestDatabase database;
  private List<String> names;
  TenantSchemas tenants;
  SessionFactory factory;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() throws SQLException {
    database = newDatabase();
    tenants = new TenantSchemas(database);
    // MariaDB's schemas belong to the server, which the tests share.
    String own = UUID.randomUUID().toString();
    names = Stream.of("red", "Great Blue-", "o'\"`;").map(each -> each + own).toList();
    for (String name : names) {
      tenants.create(name);
    }
    factory = tenants.factory();
  }

  @AfterEach
  void close() throws SQLException {
    factory.close();
    tenants.close();
    database.close();
  }

  @Test
  void everyTenantIsMigratedAndIsolated() throws Exception {
    Coffer.migrate(factory, names);

    try (Coffer coffer = Coffer.over(factory).build()) {
      RecordRepository<Note, String> notes = coffer.records("notes", Note.class);
      for (String name : names) {
        tenants.become(name);
        notes.put("k", new Note(name));
        coffer.contents().store(name.getBytes(UTF_8));
      }
      for (String name : names) {
        tenants.become(name);
        assertThat(notes.get("k")).hasValue(new Note(name));
        assertThat(coffer.report().contents().contents()).isEqualTo(1);
        assertThat(keysOf(name)).containsExactly("k");
        coffer.runInTransaction(stores -> stores.store("notes", "t", new Note(name)));
        assertThat(keysOf(name)).containsExactly("k", "t");
      }
    }
  }

  @Test
  void aSchemaThatIsUpToDateIsNotChanged() throws Exception {
    Coffer.migrate(factory, List.of(names.get(0)));
    List<String> before = changesetsOf(names.get(0));
    Coffer.migrate(factory, names);
    assertThat(changesetsOf(names.get(0))).isNotEmpty().isEqualTo(before);
    for (String name : names) {
      assertThat(changesetsOf(name)).hasSameSizeAs(before);
    }
  }

  @Test
  void aTenantThatFailsIsNamedAndTheOthersAreMigrated() throws Exception {
    List<String> all = List.of(names.get(0), "absent", names.get(1));
    assertThatThrownBy(() -> Coffer.migrate(factory, all))
        .isInstanceOfSatisfying(
            TenantMigrationException.class,
            e -> {
              assertThat(e.failures()).containsOnlyKeys("absent");
              assertThat(e.migrated()).containsExactly(names.get(0), names.get(1));
              assertThat(e).hasCause(e.failures().get("absent"));
            })
        .hasMessageContaining("'absent'");
    assertThat(changesetsOf(names.get(1))).isNotEmpty();
  }

  @Test
  void aFactoryWithoutTenantsIsRefused() {
    try (SessionFactory one = SessionFactories.over(database)) {
      assertThatThrownBy(() -> Coffer.migrate(one, names))
          .isInstanceOf(UnsupportedHostException.class)
          .hasMessageContaining("Schema.migrate");
    }
  }

  @Test
  void theFirstCallMigratesATenantIfConfigured() throws Exception {
    try (Coffer coffer = Coffer.over(factory).migrating(true).build()) {
      tenants.become(names.get(2));
      coffer.store("notes", "k", new Note("x"));
    }
    assertThat(keysOf(names.get(2))).containsExactly("k");
  }

  @Test
  void aResolverThatThrowsFailsOnlyTheCallsOfItsThread() {
    Coffer.migrate(factory, List.of(names.get(0)));
    try (Coffer coffer = Coffer.over(factory).build()) {
      assertThatThrownBy(() -> coffer.retrieve("notes", "k", Note.class))
          .isInstanceOf(UnsupportedHostException.class)
          .hasMessageContaining("There is no request on this thread.")
          .hasRootCauseInstanceOf(IllegalStateException.class);
      tenants.become(names.get(0));
      coffer.store("notes", "k", new Note("x"));
      assertThat(coffer.retrieve("notes", "k", Note.class)).isPresent();
    }
  }

  /** A thread without a tenant reads the stream, like one that writes a response. */
  @Test
  void startedWorkContinuesIfTheResolverThrows() throws Exception {
    Coffer.migrate(factory, List.of(names.get(0)));
    try (Coffer coffer = Coffer.over(factory).build()) {
      tenants.become(names.get(0));
      byte[] large = new byte[3 << 20];
      new Random(1).nextBytes(large);
      ContentHash hash = coffer.contents().store(large).hash();
      coffer.store("notes", "a", new Note("x"));
      try (var stream = coffer.contents().open(hash);
          Stream<StoredValue<Note, String>> scan =
              coffer.records("notes", Note.class).scan(Range.all())) {
        tenants.become(null);
        assertThat(stream).hasBinaryContent(large);
        assertThat(scan).hasSize(1);
      }
    }
  }

  @Test
  void aTenantTransactionIsJoinedIfTheResolverThrows() {
    Coffer.migrate(factory, List.of(names.get(0)));
    tenants.become(names.get(0));
    try (EntityManager manager = factory.createEntityManager();
        Coffer coffer = Coffer.over(factory).joining(() -> manager).build()) {
      manager.getTransaction().begin();
      tenants.become(null);
      coffer.store("notes", "k", new Note("x"));
      manager.getTransaction().rollback();
      tenants.become(names.get(0));
      assertThat(coffer.in(manager).retrieve("notes", "k", Note.class)).isEmpty();
    }
  }

  private List<String> keysOf(String tenant) throws SQLException {
    return texts(tenant, "select record_key from coffer_record");
  }

  private List<String> changesetsOf(String tenant) throws SQLException {
    return texts(
        tenant, "select DATEEXECUTED from coffer_databasechangelog order by ORDEREXECUTED");
  }

  /** Uses the name of the schema, independently of the search path. */
  private List<String> texts(String tenant, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                query.replace(" from ", " from " + tenants.quoted(tenant) + "."))) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
