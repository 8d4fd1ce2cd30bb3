package dev.coffer.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.HashAlgorithm;
import dev.coffer.hash.ContentHasher;
import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mapping settings of a host do not affect Coffer's tables, on every database. */
abstract class HostContract {
  private static final byte[] BYTES = "kept".getBytes(StandardCharsets.UTF_8);
  private static final String DDL = "hibernate.hbm2ddl.auto";
  private static final String FILTER = "hibernate.hbm2ddl.schema_filter_provider";
  private static final String NAMING = "hibernate.physical_naming_strategy";

  private TestDatabase database;
  private Set<String> migrated;
  private long contentId;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void migrate() throws SQLException {
    database = newDatabase().migrate();
    migrated = tables();
    assertThat(migrated).contains("coffer_content", "coffer_record").doesNotContain("invoice");
    try (HostApplication before = host(Map.of())) {
      StoredContent content = StoredContent.of(BYTES);
      before.run(entityManager -> entityManager.persist(content));
      contentId = content.id();
    }
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "create-drop", "create-only", "update", "drop"})
  void schemaGenerationOfTheHostLeavesTablesAlone(String action) throws SQLException {
    HostApplication host = host(Map.of(DDL, action));
    assertThat(tables()).containsAll(migrated);
    assertThat(tables().contains("invoice")).isEqualTo(!action.equals("drop"));
    host.close();

    if (action.equals("create-drop")) {
      assertThat(tables()).isEqualTo(migrated);
    }
    assertContentIsKept();
  }

  @Test
  void hibernateMakesNoTemporaryTableForContents() throws SQLException {
    try (HostApplication host = host(Map.of())) {
      assertThat(host.factory().isOpen()).isTrue();
      assertThat(tables(database, null)).noneMatch(name -> name.startsWith("hte_coffer"));
    }
  }

  @Test
  void schemaGenerationBeforeTheMigrationIgnoresOurTables() throws SQLException {
    try (TestDatabase empty = newDatabase();
        HostApplication host =
            HostApplication.on(empty, Map.of(DDL, "create-drop"), Hidden.class)) {
      assertThat(host.factory().isOpen()).isTrue();
      assertThat(tables(empty)).contains("hidden").noneMatch(name -> name.startsWith("coffer_"));

      HostApplication.on(empty, Map.of(DDL, "validate"), Hidden.class).close();
    }
  }

  @Test
  void schemaOfTheHostRefersToContents() throws SQLException {
    try (HostApplication host = host(Map.of(DDL, "create-drop"))) {
      host.run(
          entityManager ->
              entityManager.persist(
                  new Invoice("paid", entityManager.find(StoredContent.class, contentId))));
      try (Connection connection = database.connect();
          ResultSet keys =
              connection.getMetaData().getExportedKeys(null, null, stored("coffer_content"))) {
        Set<String> referring = new TreeSet<>();
        while (keys.next()) {
          referring.add(keys.getString("FKTABLE_NAME").toLowerCase(Locale.ROOT));
        }
        assertThat(referring).contains("invoice", "coffer_frame");
      }
    }
    assertContentIsKept();
  }

  @Test
  void jpaSchemaGenerationLeavesTablesAlone() throws SQLException {
    Map<String, Object> settings =
        Map.of("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    new HibernatePersistenceProvider()
        .generateSchema(HostApplication.unit(database, Invoice.class, Hidden.class), settings);

    assertThat(tables()).containsAll(migrated).contains("invoice");
    assertContentIsKept();
  }

  @Test
  void schemaManagerLeavesTablesAlone() throws SQLException {
    try (HostApplication host = host(Map.of(DDL, "create"))) {
      var manager = host.factory().unwrap(SessionFactory.class).getSchemaManager();
      host.run(entityManager -> entityManager.persist(new Invoice("paid", null)));
      manager.truncateMappedObjects();
      assertContentIsKept();
      manager.dropMappedObjects(false);
      assertThat(tables()).isEqualTo(migrated);
      manager.exportMappedObjects(false);
      manager.validateMappedObjects();
    }
    assertContentIsKept();
  }

  @Test
  void filterOfTheHostAppliesOnlyToItsTables() throws SQLException {
    for (Object filter :
        new Object[] {
          HostSettings.Filter.class, HostSettings.Filter.class.getName(), new HostSettings.Filter()
        }) {
      try (HostApplication host = host(Map.of(DDL, "create-drop", FILTER, filter))) {
        assertThat(host.factory().isOpen()).isTrue();
        assertThat(tables()).contains("invoice").doesNotContain("hidden");
      }
      assertThat(tables()).isEqualTo(migrated);
      assertContentIsKept();
    }
  }

  @Test
  void namingStrategyOfTheHostAppliesOnlyToItsTables() throws SQLException {
    for (Object naming :
        new Object[] {
          HostSettings.Prefixing.class,
          HostSettings.Prefixing.class.getName(),
          new HostSettings.Prefixing()
        }) {
      try (HostApplication host = host(Map.of(DDL, "create-drop", NAMING, naming))) {
        assertThat(tables()).contains("app_invoice").noneMatch(n -> n.startsWith("app_coffer"));
        assertUsable(host, naming.toString());
      }
      assertThat(tables()).isEqualTo(migrated);
    }
    host(Map.of(DDL, "create", NAMING, HostSettings.Prefixing.class)).close();
    host(Map.of(DDL, "validate", NAMING, HostSettings.Prefixing.class)).close();
    assertContentIsKept();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hibernate.globally_quoted_identifiers",
        "hibernate.auto_quote_keyword",
        "hibernate.use_nationalized_character_data"
      })
  void settingsOfQuotingAndTypesDoNotMatter(String setting) throws SQLException {
    try (HostApplication host = host(Map.of(DDL, "create-drop", setting, "true"))) {
      assertUsable(host, setting);
      host.factory().unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
    }
    assertThat(tables()).isEqualTo(migrated);
  }

  @Test
  void convertersOfTheHostDoNotMatter() throws SQLException {
    try (HostApplication host =
        HostApplication.on(
            database,
            Map.of(DDL, "create-drop"),
            Invoice.class,
            HostSettings.Texts.class,
            HostSettings.Instants.class,
            HostSettings.LocalTimes.class,
            HostSettings.Longs.class,
            HostSettings.Bytes.class)) {
      assertThat(one("select type from Invoice where 1 = 0")).isNull();
      assertUsable(host, "converted");
      assertThat(one("select type from Invoice")).isEqualTo("diap");
      byte[] stored = ContentHasher.hash(HashAlgorithm.BLAKE3, bytes("converted")).digest();
      assertThat(one("select digest from coffer_content where id <> " + contentId))
          .isEqualTo(stored);
      host.run(
          entityManager -> {
            entityManager
                .createNativeQuery(
                    "insert into coffer_record (collection, record_key, type, version, size, frame,"
                        + " content_id, created_at, updated_at) values ('players', 'ann', 'Player',"
                        + " 7, 4, null, :content, :time, :time)")
                .setParameter("content", contentId)
                .setParameter("time", LocalDateTime.parse("2026-01-02T03:04:05"))
                .executeUpdate();
            StoredRecord read =
                entityManager.find(StoredRecord.class, new RecordId("players", "ann"));
            assertThat(read.type()).isEqualTo("Player");
            assertThat(read.version()).isEqualTo(7);
            assertThat(read.createdAt()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(read.content().orElseThrow().id()).isEqualTo(contentId);
          });
    }
  }

  @Test
  void hostMayListTheEntitiesToo() throws SQLException {
    try (HostApplication host =
        HostApplication.on(
            database,
            Map.of(DDL, "create-drop"),
            Invoice.class,
            StoredContent.class,
            StoredFrame.class,
            StoredRecord.class)) {
      assertUsable(host, "listed");
    }
    assertThat(tables()).isEqualTo(migrated);
  }

  @Test
  void hostMayStartHibernateItselfAndListTheEntitiesToo() {
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(Invoice.class)
            .addAnnotatedClass(StoredContent.class)
            .setProperty("hibernate.cache.use_second_level_cache", "false")
            .setProperty(DDL, "create-drop");
    configuration.getProperties().put("hibernate.connection.datasource", database.dataSource());
    try (SessionFactory factory = configuration.buildSessionFactory()) {
      factory.inTransaction(
          session -> assertThat(session.find(StoredContent.class, contentId)).isNotNull());
    }
  }

  /** Writes and reads all entities that a host may, so that every name and type must be right. */
  private static void assertUsable(HostApplication host, String text) {
    byte[] bytes = bytes(text);
    long invoice =
        host.call(
            entityManager -> {
              StoredContent content = StoredContent.of(bytes);
              entityManager.persist(content);
              Invoice added = new Invoice("paid", content);
              entityManager.persist(added);
              entityManager.flush();
              return Objects.requireNonNull(added.id);
            });
    host.run(
        entityManager -> {
          Invoice read = entityManager.find(Invoice.class, invoice);
          StoredContent pdf = Objects.requireNonNull(read.pdf);
          assertThat(pdf.hash()).isEqualTo(ContentHasher.hash(HashAlgorithm.BLAKE3, bytes));
          StoredFrame frame =
              entityManager
                  .createQuery("from StoredFrame f where f.content = :pdf", StoredFrame.class)
                  .setParameter("pdf", pdf)
                  .getSingleResult();
          assertThat(frame.payload().raw()).isEqualTo(bytes);
          for (Class<?> entity :
              List.of(
                  StoredContent.class,
                  StoredFrame.class,
                  StoredPart.class,
                  StoredRecord.class,
                  StoredRetention.class)) {
            entityManager.createQuery("from " + entity.getSimpleName(), entity).getResultList();
          }
          entityManager
              .createQuery(
                  "select p.part.size, p.id.position, r.since from StoredPart p, StoredRetention r"
                      + " where p.part = r.content",
                  Object[].class)
              .getResultList();
        });
  }

  private HostApplication host(Map<String, Object> settings) {
    return HostApplication.on(database, new HashMap<>(settings), Invoice.class, Hidden.class);
  }

  private void assertContentIsKept() throws SQLException {
    try (HostApplication host = HostApplication.on(database, Map.of(DDL, "validate"))) {
      host.run(
          entityManager ->
              assertThat(entityManager.find(StoredFrame.class, contentId).payload().raw())
                  .isEqualTo(BYTES));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String stored(String table) throws SQLException {
    try (Connection connection = database.connect()) {
      return connection.getMetaData().storesUpperCaseIdentifiers()
          ? table.toUpperCase(Locale.ROOT)
          : table;
    }
  }

  private Set<String> tables() throws SQLException {
    return tables(database);
  }

  private static Set<String> tables(TestDatabase of) throws SQLException {
    return tables(of, new String[] {"TABLE", "BASE TABLE"});
  }

  private static Set<String> tables(TestDatabase of, String @Nullable [] types)
      throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (Connection connection = of.connect();
        ResultSet found =
            connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "%", types)) {
      while (found.next()) {
        tables.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return tables;
  }

  private @Nullable Object one(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getObject(1) : null;
    }
  }
}
