package dev.coffer.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentRefusedException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.HashMismatchException;
import dev.coffer.codec.frame.Payload;
import dev.coffer.hash.ContentHasher;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the mapped classes for an application that uses JPA, on every database. */
abstract class EntitiesContract {
  private static final byte[] BYTES = "the bytes of an invoice".getBytes(StandardCharsets.UTF_8);
  private static final ContentHash HASH = ContentHasher.hash(HashAlgorithm.BLAKE3, BYTES);

  private TestDatabase database;
  private HostApplication host;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void start() {
    database = newDatabase().migrate();
    host = start(Map.of());
  }

  private HostApplication start(Map<String, Object> settings) {
    var all = new HashMap<String, Object>(settings);
    all.putIfAbsent("hibernate.hbm2ddl.auto", "update");
    return HostApplication.on(database, all, Invoice.class);
  }

  @AfterEach
  void stop() {
    host.close();
    database.close();
  }

  @Test
  void persistingContentWritesItsHashAndItsBytes() {
    long id =
        host.call(
            entityManager -> {
              StoredContent content = StoredContent.of(BYTES);
              entityManager.persist(content);
              return content.id();
            });

    host.run(
        entityManager -> {
          StoredContent content = entityManager.find(StoredContent.class, id);
          assertThat(content.hash()).isEqualTo(HASH);
          assertThat(content.size()).isEqualTo(BYTES.length);
          assertThat(content.domain()).isEmpty();
          StoredFrame frame = entityManager.find(StoredFrame.class, id);
          assertThat(frame.payload().raw()).isEqualTo(BYTES);
          assertThat(frame.storedSize()).isEqualTo(frame.payload().frame().length);
          assertThat(frame.content()).isEqualTo(content);
        });
  }

  @Test
  void loadingContentLeavesItsBytesAlone() {
    long id = persisted().id();
    host.statements();

    host.run(entityManager -> assertThat(entityManager.find(StoredContent.class, id)).isNotNull());

    assertThat(host.statements()).singleElement().asString().doesNotContain("coffer_frame");
  }

  @Test
  void contentWithACorrectClaimIsPersisted() {
    ContentHash claimed = ContentHasher.hash(HashAlgorithm.SHA256, BYTES);
    long id =
        host.call(
            entityManager -> {
              StoredContent content = StoredContent.claimed(claimed, BYTES);
              entityManager.persist(content);
              return content.id();
            });

    host.run(
        entityManager ->
            assertThat(entityManager.find(StoredContent.class, id).hash()).isEqualTo(claimed));
  }

  @Test
  void contentWithAnotherHashIsRefusedAndNothingWritten() {
    byte[] other = "other bytes".getBytes(StandardCharsets.UTF_8);
    StoredContent claimed = StoredContent.claimed(HASH, other);

    assertThatThrownBy(() -> host.run(entityManager -> entityManager.persist(claimed)))
        .isInstanceOfSatisfying(
            HashMismatchException.class,
            e -> {
              assertThat(e.claimed()).isEqualTo(HASH);
              assertThat(e.actual()).isEqualTo(ContentHasher.hash(HashAlgorithm.BLAKE3, other));
            })
        .hasMessageContaining(HASH.toString());
    assertThat(rows("coffer_content")).isZero();
    assertThat(rows("coffer_frame")).isZero();
  }

  @Test
  void contentWithoutBytesIsRefused() {
    assertThatThrownBy(() -> host.run(entityManager -> entityManager.persist(new StoredContent())))
        .isInstanceOf(ContentRefusedException.class)
        .hasMessageContaining("StoredContent.of(bytes)");
    assertThat(rows("coffer_content")).isZero();
  }

  @Test
  void contentAboveOneFrameIsRefused() {
    assertThat(StoredContent.of(new byte[StoredContent.MAX_PERSISTED_LENGTH]).size())
        .isEqualTo(StoredContent.MAX_PERSISTED_LENGTH);
    assertThatThrownBy(() -> StoredContent.of(new byte[StoredContent.MAX_PERSISTED_LENGTH + 1]))
        .isInstanceOf(ContentRefusedException.class)
        .hasMessageContaining(Integer.toString(StoredContent.MAX_PERSISTED_LENGTH + 1))
        .hasMessageContaining("ContentStore");
  }

  @Test
  void mergedContentIsRefusedBecauseItsBytesWouldBeLost() {
    assertThatThrownBy(
            () -> host.run(entityManager -> entityManager.merge(StoredContent.of(BYTES))))
        .isInstanceOf(ContentRefusedException.class);
    assertThat(rows("coffer_content")).isZero();
  }

  @Test
  void statelessSessionIsRefusedBecauseItWouldLeaveTheBytesOut() {
    SessionFactory factory = host.factory().unwrap(SessionFactory.class);
    try (StatelessSession session = factory.openStatelessSession()) {
      assertThatThrownBy(() -> session.insert(StoredContent.of(BYTES)))
          .isInstanceOf(ContentRefusedException.class)
          .hasMessageContaining("StatelessSession");
    }
    assertThat(rows("coffer_content")).isZero();
  }

  @Test
  void sameBytesTwiceAreRefusedByTheDatabase() {
    persisted();

    assertThatThrownBy(this::persisted)
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .asString()
        .containsIgnoringCase("uk_coffer_content_identity");
    assertThat(rows("coffer_content")).isOne();
  }

  @Test
  void contentInUseIsNotRemoved() {
    StoredContent content = persisted();

    assertThatThrownBy(
            () ->
                host.run(
                    entityManager ->
                        entityManager.remove(
                            entityManager.find(StoredContent.class, content.id()))))
        .rootCause()
        .asString()
        .containsIgnoringCase("fk_coffer_frame_content");
  }

  @Test
  void hostEntityRefersToContentThatStoreWrote() {
    StoredContent written = persisted();
    StoredContent detached =
        StoredContent.ofRow(written.id(), "", HASH, BYTES.length, written.createdAt());
    host.statements();

    long invoice =
        host.call(
            entityManager -> {
              Invoice added = new Invoice("paid", detached);
              entityManager.persist(added);
              entityManager.flush();
              return Objects.requireNonNull(added.id);
            });
    assertThat(host.statements()).noneMatch(EntitiesContract::reads);

    host.run(
        entityManager -> {
          Invoice reloaded = entityManager.find(Invoice.class, invoice);
          assertThat(host.statements()).noneMatch(sql -> sql.contains("from coffer_content"));
          assertThat(reloaded.pdf).isEqualTo(detached);
          assertThat(host.statements())
              .singleElement()
              .asString()
              .contains("coffer_content")
              .doesNotContain("coffer_frame");
        });
  }

  @Test
  void hostEntityAndNewContentCommitTogetherOrNotAtAll() {
    host.run(
        entityManager -> {
          StoredContent content = StoredContent.of(BYTES);
          entityManager.persist(content);
          entityManager.persist(new Invoice("paid", content));
          entityManager.flush();
          entityManager.getTransaction().rollback();
          entityManager.getTransaction().begin();
        });

    assertThat(rows("coffer_content")).isZero();
    assertThat(rows("Invoice")).isZero();
  }

  @Test
  void idsAreMadeInTheProcessWhateverOptimizerTheHostPrefers() throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (String preferred : List.of("none", "hilo", "pooled", "pooled-lotl")) {
      host.close();
      host = start(Map.of("hibernate.id.optimizer.pooled.preferred", preferred));
      StoredContent content = StoredContent.of(preferred.getBytes(StandardCharsets.UTF_8));
      host.run(entityManager -> entityManager.persist(content));
      ids.add(content.id());
    }

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id >> 48 > 0);
    assertThat(rows("coffer_content")).isEqualTo(4);
  }

  @Test
  void recordsAreReadAsTheyWereWritten() throws SQLException {
    StoredContent content = persisted();
    write("small", Payload.of(BYTES), null);
    write("large", null, content.id());

    host.run(
        entityManager -> {
          StoredRecord small = find(entityManager, "small");
          assertThat(small.payload().orElseThrow().raw()).isEqualTo(BYTES);
          assertThat(small.content()).isEmpty();
          assertThat(small.type()).isEqualTo("Player");
          assertThat(small.version()).isEqualTo(7);
          assertThat(small.size()).isEqualTo(BYTES.length);
          assertThat(small.expiresAt()).isEmpty();
          StoredRecord large = find(entityManager, "large");
          assertThat(large.payload()).isEmpty();
          assertThat(large.content()).contains(content);
        });
    host.run(
        entityManager ->
            assertThat(
                    entityManager
                        .createQuery(
                            "select r.id.key from StoredRecord r where r.id.collection = :name"
                                + " and r.content.size > 0",
                            String.class)
                        .setParameter("name", "players")
                        .getResultList())
                .containsExactly("large"));
  }

  @Test
  void partsAndRetentionsAreRead() throws SQLException {
    StoredContent content = persisted();
    execute(
        "insert into coffer_part (content_id, position, part_id, part_offset) values (?, 3, ?, 9)",
        content.id(),
        content.id());
    execute(
        "insert into coffer_retained (content_id, since) values (?, ?)",
        content.id(),
        LocalDateTime.parse("2026-01-02T03:04:05.123456"));

    host.run(
        entityManager -> {
          StoredPart part = entityManager.find(StoredPart.class, new PartId(content.id(), 3));
          assertThat(part.part()).isEqualTo(content);
          assertThat(part.offset()).isEqualTo(9);
          StoredRetention kept = entityManager.find(StoredRetention.class, content.id());
          assertThat(kept.contentId()).isEqualTo(content.id());
          assertThat(kept.since()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
          assertThat(kept.content()).isEqualTo(content);
        });
  }

  /** The local time 02:30 of that day does not exist in the time zone of the JVM. */
  @Test
  void timesAreUtcInEveryZone() throws SQLException {
    LocalDateTime skipped = LocalDateTime.parse("2026-03-29T02:30:00.123456");
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      host.close();
      host = start(Map.of("hibernate.jdbc.time_zone", "Asia/Tokyo"));
      StoredContent content = persisted();
      execute(
          "insert into coffer_retained (content_id, since) values (?, ?)", content.id(), skipped);

      host.run(
          entityManager -> {
            StoredRetention kept = entityManager.find(StoredRetention.class, content.id());
            assertThat(kept.since()).isEqualTo(Instant.parse("2026-03-29T02:30:00.123456Z"));
            assertThat(kept.content().createdAt()).isEqualTo(content.createdAt());
          });
      assertThat(content.createdAt())
          .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
      assertThat(column("select created_at from coffer_content"))
          .isEqualTo(UtcColumn.of(content.createdAt()));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void validationAcceptsTheMigratedSchema() {
    host.close();
    host = HostApplication.on(database, Map.of("hibernate.hbm2ddl.auto", "validate"));

    assertThat(host.factory().isOpen()).isTrue();
  }

  @Test
  void validationFindsColumnThatWasAltered() throws SQLException {
    execute("alter table coffer_retained drop column since");
    host.close();

    assertThatThrownBy(
            () -> HostApplication.on(database, Map.of("hibernate.hbm2ddl.auto", "validate")))
        .rootCause()
        .asString()
        .containsIgnoringCase("since");
  }

  private StoredContent persisted() {
    return host.call(
        entityManager -> {
          StoredContent content = StoredContent.of(BYTES);
          entityManager.persist(content);
          return content;
        });
  }

  private static StoredRecord find(EntityManager entityManager, String key) {
    return entityManager.find(StoredRecord.class, new RecordId("players", key));
  }

  private static boolean reads(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    return lower.startsWith("select") && lower.contains("from coffer_");
  }

  private void write(String key, @Nullable Payload inline, @Nullable Long contentId)
      throws SQLException {
    LocalDateTime now = LocalDateTime.parse("2026-01-01T00:00:00");
    execute(
        "insert into coffer_record (collection, record_key, type, version, size, frame, content_id,"
            + " created_at, updated_at) values ('players', ?, 'Player', 7, ?, ?, ?, ?, ?)",
        key,
        (long) BYTES.length,
        inline == null ? null : inline.frame(),
        contentId,
        now,
        now);
  }

  private void execute(String sql, @Nullable Object... values) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private LocalDateTime column(String sql) throws SQLException {
    try (Connection connection = database.connect();
        var result = connection.createStatement().executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getObject(1, LocalDateTime.class);
    }
  }

  private long rows(String table) {
    try (Connection connection = database.connect();
        var result = connection.createStatement().executeQuery("select count(*) from " + table)) {
      assertThat(result.next()).isTrue();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
