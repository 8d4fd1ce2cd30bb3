package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.SchemaException;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.RecordRepository;
import dev.coffer.schema.Schema;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Different keys are different records, for every default comparison of texts in H2. */
class H2ExactKeysTest {

  private static final List<String> KEYS =
      List.of("alice", "ALICE", "Alice", "alicé", "alice\u0001", "alice ");

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.h2();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IGNORECASE=TRUE",
        "INIT=SET IGNORECASE TRUE",
        "COLLATION=ENGLISH STRENGTH PRIMARY",
        "COLLATION=GERMAN"
      })
  void aDatabaseWithInexactKeysIsRefusedBeforeItsMigration(String setting) throws Exception {
    String url = database.jdbcUrl() + ";" + setting;
    assertThatThrownBy(() -> Coffer.open(OpenSettings.of(url).withUser("sa").withPassword("")))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(setting.contains("IGNORECASE") ? "IGNORECASE TRUE" : "COLLATION ")
        .hasMessageContaining("docs/schema.md");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from information_schema.tables"
                    + " where table_schema = current_schema")) {
      row.next();
      assertThat(row.getInt(1)).isZero();
    }
  }

  @Test
  void keysStayExactIfTheDatabaseIgnoresCaseLater() throws SQLException {
    database.migrate();
    try (SessionFactory factory = SessionFactories.over(database);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set ignorecase true");
      try (Coffer coffer = Coffer.over(factory).build()) {
        assertKeysAreExact(coffer);
        assertDomainsAreExact(factory);
      }
    }
  }

  private static void assertKeysAreExact(Coffer coffer) {
    RecordRepository<String, String> one = coffer.records("one", String.class);
    KEYS.forEach(key -> one.put(key, "of " + key));
    RecordRepository<String, String> many = coffer.records("many", String.class);
    Map<String, String> all = new LinkedHashMap<>();
    KEYS.forEach(key -> all.put(key, "of " + key));
    many.putAll(all);
    many.putAll(all);
    RecordRepository<String, String> first = coffer.records("first", String.class);
    for (String key : KEYS) {
      assertThat(first.putIfAbsent(key, "of " + key)).isInstanceOf(ConditionalPut.Done.class);
    }
    for (RecordRepository<String, String> records : List.of(one, many, first)) {
      coffer.evictCachedRecords();
      assertThat(records.getAll(KEYS)).containsExactlyInAnyOrderEntriesOf(all);
      assertThat(records.count()).isEqualTo(KEYS.size());
      assertThat(records.get("aLICE")).isEmpty();
      assertThat(records.delete("aLICE")).isFalse();
      assertThat(records.delete("ALICE")).isTrue();
      assertThat(records.count()).isEqualTo(KEYS.size() - 1);
    }
  }

  private static void assertDomainsAreExact(SessionFactory factory) {
    byte[] bytes = "the same".getBytes(StandardCharsets.UTF_8);
    assertThat(
            Stream.of("", "a", "A")
                .map(
                    domain -> {
                      try (Coffer coffer = Coffer.over(factory).domain(domain).build()) {
                        return coffer.contents().store(bytes).id();
                      }
                    }))
        .doesNotHaveDuplicates();
  }

  @Test
  void inexactColumnsAreRefusedAndTheDocumentedRepairWorks() throws Exception {
    database.migrate();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set ignorecase true");
      for (String table : List.of("content", "record", "record_content", "dictionary")) {
        statement.execute("alter table coffer_" + table + " add column extra int");
        statement.execute("alter table coffer_" + table + " drop column extra");
      }
      statement.execute("alter table coffer_recompression add column extra int");
      try (SessionFactory factory = SessionFactories.over(database)) {
        assertThatThrownBy(() -> Coffer.over(factory).build())
            .isInstanceOf(SchemaException.class)
            .hasMessageContaining("coffer_record.record_key");
      }
      Matcher block =
          Pattern.compile("(?s)## Exact keys on H2.*?```sql\\n(.*?)```")
              .matcher(Files.readString(Path.of("docs/schema.md")));
      assertThat(block.find()).isTrue();
      for (String sql : block.group(1).split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql.strip());
        }
      }
      assertThatCode(() -> Schema.check(connection)).doesNotThrowAnyException();
    }
  }
}
