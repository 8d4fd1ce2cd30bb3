package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.coffer.api.ClosedException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.SchemaException;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.VerificationReport;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The behavior of Coffer for an application, on every database. */
abstract class CofferContract {

  record Player(String name, int level, List<String> achievements) {}

  @RecordCollection("players")
  interface Players extends RecordRepository<Player, UUID> {
    default Player byName(UUID id, String name) {
      return get(id).filter(player -> player.name().equals(name)).orElseThrow();
    }
  }

  @Entity(name = "Invoice")
  static class Invoice {
    @Id long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable StoredContent pdf;
  }

  private static final Player ALICE = new Player("Alice", 42, List.of("first-blood"));

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private Coffer open() {
    return open(null);
  }

  private Coffer open(@Nullable String codec) {
    return Coffer.open(settings().withCodec(codec));
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password());
  }

  @Test
  void hashesByTheChosenAlgorithmAndReadsEveryOther() throws IOException {
    StoredContent old;
    try (Coffer coffer = open()) {
      old = coffer.contents().store(new byte[] {1});
      assertThat(old.hash().algorithm()).isEqualTo(HashAlgorithm.BLAKE3);
    }
    try (Coffer coffer = Coffer.open(settings().withHashAlgorithm(HashAlgorithm.SHA256))) {
      assertThat(coffer.contents().store(new byte[] {1}).hash().algorithm())
          .isEqualTo(HashAlgorithm.SHA256);
      try (InputStream in = coffer.contents().open(old.hash())) {
        assertThat(in.readAllBytes()).containsExactly(1);
      }
    }
  }

  @Test
  void theExampleOfTheReadmeWorks(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("match-1.replay"), noise(300_000));
    try (Coffer coffer = open()) {
      RecordRepository<Player, String> players = coffer.records("players", Player.class);
      players.put("alice", ALICE);
      assertThat(players.get("alice")).contains(ALICE);

      StoredContent replay = coffer.contents().store(file);
      try (InputStream in = coffer.contents().open(replay.hash())) {
        assertThat(in.readAllBytes()).isEqualTo(noise(300_000));
      }
    }
  }

  @Test
  void writesByTheChosenCodecAndReadsEveryOther() {
    byte[] bytes = new byte[3000];
    for (String codec : List.of("brotli", "zstd", "raw")) {
      try (Coffer coffer = open(codec)) {
        coffer.store("things", codec, bytes);
        coffer.contents().store(codec.getBytes(StandardCharsets.UTF_8));
        assertThat(coffer.statistics().compression()).containsKey(codec);
        assertThat(coffer.statistics().compression().keySet()).isSubsetOf(codec, "raw");
      }
    }
    try (Coffer coffer = open()) {
      assertThat(coffer.records("things", byte[].class).getAll(List.of("brotli", "zstd", "raw")))
          .hasSize(3)
          .allSatisfy((key, value) -> assertThat(value).isEqualTo(bytes));
    }
    assertThatThrownBy(() -> open("gzip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'gzip'");
  }

  @Test
  void storedDataOutlivesTheCoffer() {
    ContentHash hash;
    try (Coffer coffer = open()) {
      coffer.store("players", "alice", ALICE);
      hash = coffer.contents().store(noise(2_000_000)).hash();
    }
    // An H2 database in memory is deleted with its last connection. This one is kept.
    try (Coffer coffer = open()) {
      assertThat(coffer.retrieve("players", "alice", Player.class)).contains(ALICE);
      coffer.contents().verify(hash);
    }
  }

  @Test
  void applicationsDeclareTheirOwnRepositories() {
    UUID id = UUID.randomUUID();
    try (Coffer coffer = open()) {
      Players players = coffer.repository(Players.class);
      assertThat(players.put(id, ALICE).outcome()).isEqualTo(PutOutcome.CREATED);
      assertThat(players.byName(id, "Alice")).isEqualTo(ALICE);
      assertThat(coffer.repository(Players.class).collection()).isEqualTo("players");
    }
  }

  @Test
  void oneTransactionHoldsRecordsContentsAndEntities() throws SQLException {
    byte[] pdf = noise(2_500_000);
    try (SessionFactory factory = host();
        Coffer coffer = Coffer.over(factory).build()) {
      ContentHash hash = write(factory, coffer, pdf, true);
      assertThat(coffer.retrieve("players", "alice", Player.class)).contains(ALICE);
      coffer.contents().verify(hash);
      try (EntityManager manager = factory.createEntityManager()) {
        Invoice invoice = manager.find(Invoice.class, 1L);
        StoredContent referenced = Objects.requireNonNull(invoice.pdf);
        assertThat(referenced.hash()).isEqualTo(hash);
        assertThat(coffer.in(manager).contents().open(referenced)).hasBinaryContent(pdf);
      }
    }
  }

  @Test
  void aRolledBackTransactionLeavesNothing() throws SQLException {
    try (SessionFactory factory = host();
        Coffer coffer = Coffer.over(factory).build()) {
      ContentHash hash = write(factory, coffer, noise(2_500_000), false);
      assertThat(coffer.retrieve("players", "alice", Player.class)).isEmpty();
      assertThat(coffer.contents().exists(hash)).isFalse();
      assertThat(coffer.report().contents().contents()).isZero();
      try (EntityManager manager = factory.createEntityManager()) {
        assertThat(manager.find(Invoice.class, 1L)).isNull();
      }
    }
  }

  private static ContentHash write(
      SessionFactory factory, Coffer coffer, byte[] pdf, boolean commit) {
    try (EntityManager manager = factory.createEntityManager()) {
      manager.getTransaction().begin();
      Stores stores = coffer.in(manager);
      stores.store("players", "alice", ALICE);
      Invoice invoice = new Invoice();
      invoice.id = 1;
      StoredContent staged = stores.contents().stage(new ByteArrayInputStream(pdf));
      invoice.pdf = staged;
      manager.persist(invoice);
      assertThat(stores.retrieve("players", "alice", Player.class)).contains(ALICE);
      if (commit) {
        manager.getTransaction().commit();
      } else {
        manager.getTransaction().rollback();
      }
      return staged.hash();
    }
  }

  /** A host with its own table and factory. */
  private SessionFactory host() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table Invoice (id bigint primary key, pdf_id bigint references coffer_content (id))");
    }
    return SessionFactories.over(database, Invoice.class);
  }

  @Test
  void writesThroughAnEntityManagerRequireItsTransaction() throws SQLException {
    try (SessionFactory factory = host();
        Coffer coffer = Coffer.over(factory).build();
        EntityManager manager = factory.createEntityManager()) {
      Stores stores = coffer.in(manager);

      assertThatThrownBy(() -> stores.store("players", "alice", ALICE))
          .isInstanceOf(TransactionRequiredException.class);
      assertThatThrownBy(() -> stores.contents().stage(new byte[] {1}))
          .isInstanceOf(TransactionRequiredException.class);
      assertThat(stores.retrieve("players", "alice", Player.class)).isEmpty();
    }
  }

  @Test
  void aDatabaseWithoutTheSchemaIsRefused() {
    try (TestDatabase empty = newDatabase();
        SessionFactory factory = SessionFactories.over(empty)) {
      assertThatThrownBy(() -> Coffer.over(factory).build()).isInstanceOf(SchemaException.class);
    }
  }

  @Test
  void domainsShareNothing() throws SQLException {
    byte[] bytes = noise(5_000);
    try (SessionFactory factory = host();
        Coffer one = Coffer.over(factory).domain("one").build();
        Coffer two = Coffer.over(factory).domain("two").build()) {
      ContentHash hash = one.contents().store(bytes).hash();

      assertThat(two.contents().exists(hash)).isFalse();
      assertThat(two.contents().store(bytes).hash()).isEqualTo(hash);
      assertThat(one.report().contents().contents()).isEqualTo(2);
      assertThat(one.verify().contentsChecked()).isEqualTo(2);
    }
  }

  @Test
  void oneDatabaseHoldsHashesOfBothAlgorithms() throws SQLException {
    byte[] bytes = noise(5_000);
    try (SessionFactory factory = host();
        Coffer blake = Coffer.over(factory).build();
        Coffer sha = Coffer.over(factory).hashAlgorithm(HashAlgorithm.SHA256).build()) {
      ContentHash first = blake.contents().store(bytes).hash();
      ContentHash second = sha.contents().store(bytes).hash();

      assertThat(first.algorithm()).isEqualTo(HashAlgorithm.BLAKE3);
      assertThat(second.algorithm()).isEqualTo(HashAlgorithm.SHA256);
      assertThat(blake.contents().open(second)).hasBinaryContent(bytes);
      assertThat(sha.contents().open(first)).hasBinaryContent(bytes);
    }
  }

  @Test
  void theReportCountsWhatIsStored() {
    byte[] text = "all work and no play ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    try (Coffer coffer = open()) {
      coffer.storeBatch("small", Map.of("a", new byte[10], "b", noise(20)));
      coffer.storeBatch("large", Map.of("a", text, "b", text));
      ContentHash kept = coffer.contents().store(text).hash();

      StorageReport report = coffer.report();

      CollectionReport large = report.collections().get(0);
      assertThat(large.collection()).isEqualTo("large");
      assertThat(large.records()).isEqualTo(2);
      assertThat(large.logicalBytes()).isEqualTo(2L * text.length);
      assertThat(large.storedBytes()).isPositive().isLessThan(text.length / 10);
      CollectionReport small = report.collections().get(1);
      assertThat(small.logicalBytes()).isEqualTo(30);
      assertThat(small.uniqueBytes()).isEqualTo(30);
      assertThat(report.contents().kept()).isEqualTo(1);
      boolean inMemory = database.jdbcUrl().contains(":mem:");
      assertThat(report.physicalBytes().isPresent()).isNotEqualTo(inMemory);
      report.physicalBytes().ifPresent(bytes -> assertThat(bytes).isPositive());
      assertThat(coffer.contents().references(kept)).isPositive();
    }
  }

  @Test
  void statisticsCountWhatHappened() {
    try (Coffer coffer = open()) {
      coffer.store("players", "alice", ALICE);
      coffer.store("players", "alice", ALICE);
      coffer.retrieve("players", "alice", Player.class);
      coffer.retrieve("players", "nobody", Player.class);
      coffer.contents().store(noise(5_000));
      coffer.contents().store(noise(5_000));

      assertThat(coffer.statistics().recordsCreated()).isEqualTo(1);
      assertThat(coffer.statistics().recordsUnchanged()).isEqualTo(1);
      assertThat(coffer.statistics().recordsRead()).isEqualTo(1);
      assertThat(coffer.statistics().recordsMissed()).isEqualTo(1);
      assertThat(coffer.statistics().contentsWritten()).isEqualTo(1);
      assertThat(coffer.statistics().contentsDeduplicated()).isEqualTo(1);
    }
  }

  @Test
  void verificationFindsDamageAndStoringAgainHealsIt() throws SQLException {
    byte[] large = noise(3_000_000);
    try (Coffer coffer = open()) {
      coffer.store("players", "alice", ALICE);
      ContentHash whole = coffer.contents().store(large).hash();
      ContentHash hash = coffer.contents().store(noise(4_000)).hash();
      assertThat(coffer.verify().isClean()).isTrue();

      damageFrameOf(coffer.contents(), hash);
      VerificationReport report = coffer.verify();
      assertThat(report.damaged()).singleElement().asString().contains(hash.hex());

      coffer.contents().store(noise(4_000));
      assertThat(coffer.verify().isClean()).isTrue();
      assertThat(coffer.contents().open(hash)).hasBinaryContent(noise(4_000));
      coffer.contents().verify(whole);
    }
  }

  private void damageFrameOf(ContentStore contents, ContentHash hash) throws SQLException {
    long id = contents.find(hash).orElseThrow().id();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      byte[] frame;
      try (var rows =
          statement.executeQuery("select frame from coffer_frame where content_id = " + id)) {
        rows.next();
        frame = rows.getBytes(1);
      }
      frame[frame.length / 2] ^= 1;
      try (var update =
          connection.prepareStatement("update coffer_frame set frame = ? where content_id = ?")) {
        update.setBytes(1, frame);
        update.setLong(2, id);
        assertThat(update.executeUpdate()).isEqualTo(1);
      }
    }
  }

  @Test
  void batchesHaveAResultForEachKey() {
    try (Coffer coffer = open()) {
      coffer.store("players", "alice", ALICE);

      assertThat(coffer.storeBatch("players", Map.of("alice", ALICE, "bob", ALICE)))
          .hasEntrySatisfying(
              "alice", put -> assertThat(put.outcome()).isEqualTo(PutOutcome.UNCHANGED))
          .hasEntrySatisfying(
              "bob", put -> assertThat(put.outcome()).isEqualTo(PutOutcome.CREATED));
      assertThat(coffer.records("players", Player.class).getAll(List.of("alice", "bob", "carol")))
          .containsOnly(entry("alice", ALICE), entry("bob", ALICE));
    }
  }

  @Test
  void aClosedCofferThrowsClosedException() {
    Coffer coffer = open();
    coffer.close();
    coffer.close();

    assertThatThrownBy(() -> coffer.store("players", "alice", ALICE))
        .isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> coffer.retrieve("players", "alice", Player.class))
        .isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> coffer.contents().store(new byte[] {1}))
        .isInstanceOf(ClosedException.class);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
