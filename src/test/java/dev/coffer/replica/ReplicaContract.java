package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.Stores;
import dev.coffer.api.CofferException;
import dev.coffer.api.ReadFrom;
import dev.coffer.api.ReadOnlyDatabaseException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.stats.ReplicaSummary;
import dev.coffer.testing.ReplicatedServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What applications are promised of reads of replicas. */
abstract class ReplicaContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private String collection;
  private Coffer coffer;

  abstract ReplicatedServers servers();

  /** A position that no server ever reaches. */
  abstract String neverReached();

  @BeforeEach
  void open() {
    collection = "replicated-" + UUID.randomUUID();
    coffer = Coffer.open(settings());
  }

  @AfterEach
  void close() {
    coffer.close();
  }

  private OpenSettings settings() {
    return at(servers().primary())
        .withReplicas(servers().replicas().stream().map(servers()::url).toArray(String[]::new))
        .withReplicaWait(PATIENCE);
  }

  private OpenSettings at(int server) {
    return OpenSettings.of(servers().url(server))
        .withUser(servers().user())
        .withPassword(servers().password());
  }

  private static Coffer openWithoutPatience(OpenSettings settings) {
    return Coffer.open(settings.withReplicaWait(Duration.ZERO));
  }

  private RecordRepository<String, String> records(Stores stores) {
    return stores.records(collection, String.class);
  }

  private static long readsOfReplicas(Coffer reader) {
    return reader.statistics().replicas().stream().mapToLong(ReplicaSummary::reads).sum();
  }

  private void pauseAll() {
    servers().replicas().forEach(servers()::pause);
  }

  private void resumeAll() {
    servers().replicas().forEach(servers()::resume);
  }

  @Test
  void replicasAnswerWhatThisProcessHasJustWritten() {
    RecordRepository<String, String> replica = records(coffer.reading(ReadFrom.REPLICA));
    awaitUse(coffer);
    long fallbacks = coffer.statistics().replicaFallbacks();
    for (int i = 0; i < 50; i++) {
      records(coffer).put("key", "value " + i);
      assertThat(replica.get("key")).contains("value " + i);
    }
    assertThat(readsOfReplicas(coffer)).isGreaterThanOrEqualTo(50);
    assertThat(coffer.statistics().replicaFallbacks()).isEqualTo(fallbacks);
  }

  @Test
  void replicasAnswerScansCountsAndContents() throws IOException {
    IntStream.range(0, 40).forEach(i -> records(coffer).put("key " + (10 + i), "value " + i));
    byte[] bytes = "a content\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    StoredContent content = coffer.contents().store(bytes);
    Stores replica = coffer.reading(ReadFrom.REPLICA);
    awaitUse(coffer);
    long fallbacks = coffer.statistics().replicaFallbacks();
    assertThat(records(replica).scan(Range.all()).map(StoredValue::value))
        .containsExactlyElementsOf(IntStream.range(0, 40).mapToObj(i -> "value " + i).toList());
    assertThat(records(replica).count(Range.all())).isEqualTo(40);
    assertThat(records(replica).getAll(List.of("key 10", "key 49", "none"))).hasSize(2);
    assertThat(records(replica).exists("key 11")).isTrue();
    ContentStore contents = replica.contents();
    try (InputStream stream = contents.open(content.hash())) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(contents.exists(content.hash())).isTrue();
    assertThat(readsOfReplicas(coffer)).isGreaterThanOrEqualTo(7);
    assertThat(coffer.statistics().replicaFallbacks()).isEqualTo(fallbacks);
  }

  @Test
  void thePrimaryAnswersWhileReplicasLagAndReplicasAreUsedAgainAfterwards() {
    try (Coffer impatient = openWithoutPatience(settings())) {
      records(impatient).put("key", "old");
      assertThat(records(coffer.reading(ReadFrom.REPLICA)).get("key")).contains("old");
      pauseAll();
      try {
        records(impatient).put("key", "new");
        Stores replica = impatient.reading(ReadFrom.REPLICA);
        for (int i = 0; i < 4; i++) {
          assertThat(records(replica).get("key")).contains("new");
        }
        assertThat(impatient.statistics().replicaFallbacks()).isGreaterThanOrEqualTo(4);
      } finally {
        resumeAll();
      }
      awaitUse(impatient);
      assertThat(records(impatient.reading(ReadFrom.REPLICA)).get("key")).contains("new");
    }
  }

  /** Reads until the replica of this thread answers again. */
  private void awaitUse(Coffer reader) {
    long before = readsOfReplicas(reader);
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (readsOfReplicas(reader) == before) {
      assertThat(System.nanoTime()).as("the replica is used again").isLessThan(deadline);
      assertThat(records(reader.reading(ReadFrom.REPLICA)).get("never put")).isEmpty();
    }
  }

  @Test
  void aPositionOfAnotherProcessIsReachedFirst() {
    records(coffer).put("key", "old");
    assertThat(records(coffer.reading(ReadFrom.REPLICA)).get("key")).contains("old");
    try (Coffer other = Coffer.open(settings().withReplicaWait(Duration.ofMillis(50)))) {
      assertThat(records(other.reading(ReadFrom.REPLICA)).get("key")).contains("old");
      pauseAll();
      try {
        records(coffer).put("key", "new");
        String position = coffer.position().orElseThrow();
        assertThat(records(other.reading(ReadFrom.REPLICA)).get("key")).contains("old");
        assertThat(records(other.reading(ReadFrom.atLeast(position))).get("key")).contains("new");
      } finally {
        resumeAll();
      }
      String position = coffer.position().orElseThrow();
      assertThat(records(other.reading(ReadFrom.atLeast(position))).get("key")).contains("new");
    }
  }

  @Test
  void aForgedPositionMakesThePrimaryAnswerAndLeavesNoReplicaOut() {
    try (Coffer impatient = openWithoutPatience(settings())) {
      records(coffer).put("key", "value");
      awaitUse(impatient);
      Stores forged = impatient.reading(ReadFrom.atLeast(neverReached()));
      long fallbacks = impatient.statistics().replicaFallbacks();
      assertThat(records(forged).get("key")).contains("value");
      assertThat(impatient.statistics().replicaFallbacks()).isGreaterThan(fallbacks);
      assertThat(impatient.statistics().replicas()).anyMatch(ReplicaSummary::used);
    }
  }

  @Test
  void aTextThatIsNoPositionIsRefused() {
    assertThatThrownBy(() -> coffer.reading(ReadFrom.atLeast("'; drop table coffer_record")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no position of this database");
  }

  @Test
  void aContentThatAReplicaLacksComesFromThePrimary() throws IOException {
    byte[] bytes = ("only on the primary: " + collection).getBytes(StandardCharsets.UTF_8);
    ContentStore view = coffer.reading(ReadFrom.REPLICA).contents();
    awaitUse(coffer);
    pauseAll();
    try (Coffer other = Coffer.open(settings())) {
      StoredContent content = other.contents().store(bytes);
      assertThat(view.exists(content.hash())).isFalse();
      try (InputStream stream = view.open(content.hash())) {
        assertThat(stream.readAllBytes()).isEqualTo(bytes);
      }
    } finally {
      resumeAll();
    }
  }

  @Test
  void changesThroughAViewReadThePrimary() {
    try (Coffer impatient = openWithoutPatience(settings())) {
      records(coffer).put("key", "0");
      assertThat(records(impatient.reading(ReadFrom.REPLICA)).get("none")).isEmpty();
      pauseAll();
      try {
        records(coffer).put("key", "1");
        records(coffer).put("unseen", "1");
        RecordRepository<String, String> view = records(impatient.reading(ReadFrom.REPLICA));
        assertThat(view.compute("key", value -> value.map(each -> each + "+"))).contains("1+");
        assertThat(view.getAndPut("key", "2", Expiry.never())).contains("1+");
        assertThat(view.deleteRange(Range.all())).isEqualTo(2);
      } finally {
        resumeAll();
      }
    }
  }

  @Test
  void theStateOfAReplicaNeverAnswersForThePrimary() {
    try (Coffer single =
        openWithoutPatience(settings().withRecordCache(RecordCacheMode.SINGLE_NODE))) {
      records(coffer).put("key", "old");
      assertThat(records(coffer.reading(ReadFrom.REPLICA)).get("key")).contains("old");
      RecordRepository<String, String> view = records(single.reading(ReadFrom.REPLICA));
      awaitUse(single);
      pauseAll();
      try {
        records(coffer).put("key", "new");
        Optional<String> shown = view.get("key");
        assertThat(shown).contains("old");
        assertThat(records(single).get("key")).contains("new");
        // Memory has the newest value, and may answer before a replica does.
        assertThat(view.get("key")).contains("new");
      } finally {
        resumeAll();
      }
    }
  }

  @Test
  void aWriteToAReplicaFailsAndSaysSo() {
    records(coffer).put("key", "value");
    StoredContent content = coffer.contents().store("bytes".getBytes(StandardCharsets.UTF_8));
    int replica = servers().replicas().get(0);
    try (Coffer reader = Coffer.open(settings().withReplicas(servers().url(replica)))) {
      awaitUse(reader);
    }
    try (Coffer misled = Coffer.open(at(replica).withMigration(false))) {
      assertThat(misled.contents().exists(content.hash())).isTrue();
      assertThat(records(misled).get("key")).contains("value");
      assertThatThrownBy(() -> records(misled).put("key", "other"))
          .isInstanceOf(ReadOnlyDatabaseException.class)
          .hasMessageContaining("read-only");
      assertThat(misled.diagnose().toString()).contains("The server is read-only");
    }
  }

  @Test
  void theDiagnosisFindsServersThatAreNoReplicasOfThePrimary() {
    assertThat(coffer.diagnose().findings())
        .noneMatch(finding -> finding.about().startsWith("The replica"));
    String primary = servers().url(servers().primary());
    try (Coffer misled = Coffer.open(settings().withReplicas(primary))) {
      assertThat(misled.diagnose().findings())
          .anyMatch(
              finding ->
                  finding.about().equals("The replica 'replica-1'")
                      && finding.found().equals("writable"));
    }
    try (Coffer misled = Coffer.open(settings().withReplicas(absent(primary)))) {
      records(misled).put("key", "value");
      assertThat(records(misled.reading(ReadFrom.REPLICA)).get("key")).contains("value");
      assertThat(misled.diagnose().findings())
          .anyMatch(finding -> finding.found().startsWith("not usable"));
    }
  }

  /** The URL of a database that does not exist. */
  private static String absent(String url) {
    return url + "_absent";
  }

  @Test
  void anApplicationContinuesAtAPromotedReplica() {
    IntStream.range(0, 20).forEach(i -> records(coffer).put("key " + i, "value " + i));
    int old = servers().primary();
    servers().promote(servers().replicas().get(0));
    assertThatThrownBy(() -> records(coffer).put("key 0", "lost"))
        .isInstanceOf(CofferException.class);
    try (Coffer behind = Coffer.open(at(old).withMigration(false))) {
      assertThatThrownBy(() -> records(behind).put("key 0", "lost"))
          .isInstanceOf(ReadOnlyDatabaseException.class);
    }
    try (Coffer moved = Coffer.open(settings())) {
      assertThat(records(moved).count(Range.all())).isEqualTo(20);
      records(moved).put("key 0", "next");
      assertThat(records(moved.reading(ReadFrom.REPLICA)).get("key 0")).contains("next");
      awaitUse(moved);
    }
  }

  @Test
  void aKilledReplicaIsLeftOutAndUsedAgain() {
    Stores replica = coffer.reading(ReadFrom.REPLICA);
    records(coffer).put("key", "value");
    assertThat(records(replica).get("key")).contains("value");
    servers().replicas().forEach(servers()::kill);
    try {
      records(coffer).put("key", "next");
      assertThat(records(replica).get("key")).contains("next");
      assertThat(coffer.statistics().replicas()).anyMatch(each -> !each.used());
    } finally {
      servers().replicas().forEach(servers()::restart);
    }
    awaitUse(coffer);
    assertThat(records(replica).get("key")).contains("next");
  }

  @Test
  void nobodyMissesWhatThisProcessWroteAndNoThreadGoesBack() throws Exception {
    checkHistory(2_000);
  }

  @Test
  @Tag("cluster")
  void norInALongHistory() throws Exception {
    checkHistory(100_000);
  }

  private void checkHistory(int operations) throws Exception {
    int replica = servers().replicas().get(0);
    ReplicaHistory.Disturbance stop =
        new ReplicaHistory.Disturbance() {
          @Override
          public void begin() {
            servers().pause(replica);
          }

          @Override
          public void end() {
            servers().resume(replica);
          }
        };
    try (Coffer reader = Coffer.open(settings().withReplicaWait(Duration.ofMillis(100)))) {
      new ReplicaHistory(reader, collection, operations).run(stop);
      assertThat(readsOfReplicas(reader)).isPositive();
    }
  }
}
