package dev.coffer.console;

import static dev.coffer.console.ConsoleClient.error;
import static dev.coffer.console.ConsoleClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows and starts of maintenance and backups, on every database. */
abstract class ConsoleOperationsContract {
  private static final ConsoleSettings WRITE = ConsoleSettings.defaults().withWrite(true);

  @TempDir private Path directory = Path.of("");

  private TestDatabase database;
  private OpenSettings settings;
  private Coffer coffer;
  private ConsoleClient console;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    settings =
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password());
    coffer = Coffer.open(settings);
    console = new ConsoleClient(coffer, WRITE);
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private void reopenWithBackups(RetentionPolicy policy) {
    coffer.close();
    BackupPlan plan = BackupPlan.into(BackupSettings.at(directory.resolve("repository")));
    coffer = Coffer.open(settings.withBackups(plan.withRetention(policy)));
    console = new ConsoleClient(coffer, WRITE);
  }

  /** Starts an operation and follows it to its end, as the page does. */
  private JsonNode ended(String address, String... parameters) {
    ConsoleResponse started = console.write(address, parameters);
    assertThat(started.status()).as(ConsoleClient.text(started)).isEqualTo(200);
    String id = json(started).path("id").asText();
    JsonNode job = console.get("job", "id", id);
    while (job.path("endedAt").isNull()) {
      Thread.onSpinWait();
      job = console.get("job", "id", id);
    }
    assertThat(job.path("problem").isNull()).as(job.toString()).isTrue();
    return job;
  }

  @Test
  void aTaskRunsToItsEndAndIsInTheHistory() {
    coffer.contents().stage(new byte[] {1, 2, 3});

    JsonNode job = ended("maintenance/run", "task", "analyze");

    assertThat(job.path("user").asText()).isEqualTo("ann");
    assertThat(job.path("result").path("outcome").asText()).isEqualTo("done");
    JsonNode runs = console.get("maintenance/runs").path("runs");
    assertThat(runs).hasSize(1);
    assertThat(runs.path(0).path("task").asText()).isEqualTo("analyze");
    assertThat(console.get("jobs").path("jobs").path(0).path("id")).isEqualTo(job.path("id"));
  }

  @Test
  void aDryRunChangesNothing() {
    coffer.records().store("players", "alice", "value");

    JsonNode job = ended("maintenance/run", "task", "scrub", "dry", "true");

    assertThat(job.path("what").asText()).isEqualTo("scrub (dry run)");
    assertThat(coffer.maintenance().runs(10)).isEmpty();
  }

  @Test
  void theTasksHaveTheirLastRun() {
    coffer.maintenance().run(MaintenanceTask.EXPIRE);

    JsonNode maintenance = console.get("maintenance");

    assertThat(maintenance.path("scheduled").asBoolean(true)).isFalse();
    assertThat(maintenance.path("tasks")).hasSameSizeAs(coffer.maintenance().status());
    for (JsonNode each : maintenance.path("tasks")) {
      boolean ran = each.path("task").asText().equals("expire");
      assertThat(each.path("last").isNull()).isEqualTo(!ran);
      assertThat(each.path("lastSuccess").isNull()).isEqualTo(!ran);
    }
  }

  @Test
  void whatCannotRunIsRefusedWithAReason() {
    ConsoleResponse unknown = console.write("maintenance/run", "task", "polish");
    ConsoleResponse unplanned = console.write("maintenance/run", "task", "backup");

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(error(unknown)).contains("'polish'", "collect");
    assertThat(unplanned.status()).isEqualTo(409);
    assertThat(error(unplanned)).contains("coffer.backup.location");
    assertThat(console.answer("job", "id", "none").status()).isEqualTo(404);
    assertThat(console.answer("backups/retention").status()).isEqualTo(404);
    assertThat(console.get("backups").has("plan")).isFalse();
  }

  @Test
  void nobodyStartsATaskWithoutTheRightToWrite() {
    ConsoleClient reader = new ConsoleClient(coffer, ConsoleSettings.defaults());

    for (String address :
        List.of("maintenance/run", "job/stop", "backups/verify", "record/touch")) {
      assertThat(reader.write(address, "task", "analyze").status()).isEqualTo(403);
    }
    assertThat(coffer.maintenance().runs(10)).isEmpty();
  }

  @Test
  void backupsAreMadeListedVerifiedAndJudged() {
    reopenWithBackups(RetentionPolicy.none().keepLast(2));
    for (int i = 0; i < 3; i++) {
      coffer.records().store("players", "alice", "value " + i);
      assertThat(ended("maintenance/run", "task", "backup").path("result").path("outcome").asText())
          .isEqualTo("done");
    }

    JsonNode backups = console.get("backups");
    List<JsonNode> snapshots = console.all("backups/snapshots", "snapshots", "limit", "1");
    String newest = snapshots.get(0).path("id").asText();
    JsonNode check =
        ended("backups/verify", "snapshot", newest, "level", "structure").path("result");

    assertThat(backups.path("plan").path("location").asText()).endsWith("repository");
    assertThat(backups.path("state").path("outOfDate").asBoolean(true)).isFalse();
    assertThat(snapshots).hasSize(2);
    assertThat(check.path("sound").asBoolean()).isTrue();
    JsonNode checked = console.all("backups/snapshots", "snapshots", "limit", "1").get(0);
    assertThat(checked.path("verified").path("level").asText()).isEqualTo("structure");
    JsonNode decisions = console.get("backups/retention").path("snapshots");
    assertThat(decisions).hasSize(2);
    assertThat(decisions.path(0).path("reasons")).extracting(JsonNode::asText).contains("last");
    assertThat(console.write("backups/verify", "snapshot", newest, "level", "most").status())
        .isEqualTo(400);
  }

  @Test
  void anOperationThatFailsHasAProblem() {
    reopenWithBackups(RetentionPolicy.none().keepLast(1));
    assertThat(ended("maintenance/run", "task", "backup").path("result").path("outcome").asText())
        .isEqualTo("done");

    ConsoleResponse started =
        console.write("backups/verify", "snapshot", "ffff", "level", "structure");
    String id = json(started).path("id").asText();
    JsonNode job = console.get("job", "id", id);
    while (job.path("endedAt").isNull()) {
      Thread.onSpinWait();
      job = console.get("job", "id", id);
    }

    assertThat(job.path("problem").asText()).contains("ffff");
  }

  @Test
  void theStatisticsCountReadsByTier() {
    coffer.records().store("players", "alice", "value");
    for (int i = 0; i < 5; i++) {
      assertThat(coffer.records().retrieve("players", "alice", String.class)).isPresent();
    }

    JsonNode statistics = console.get("statistics");

    assertThat(statistics.path("recordsCreated").asLong()).isEqualTo(1);
    assertThat(statistics.path("recordsRead").asLong()).isEqualTo(5);
    long reads = 0;
    for (JsonNode each : statistics.path("reads")) {
      reads += each.asLong();
    }
    assertThat(reads).isEqualTo(5);
    assertThat(statistics.path("operations").path(0).path("operation").asText())
        .isEqualTo("record-read");
  }

  @Test
  void theStatisticsHavePoolsAndCaches() {
    coffer.records().store("players", "alice", "value");
    assertThat(coffer.records().retrieve("players", "alice", String.class)).isPresent();

    JsonNode statistics = console.get("statistics");

    assertThat(statistics.path("notShown")).isEmpty();
    JsonNode pool = statistics.path("pools").path(0);
    assertThat(pool.path("server").asText()).isEqualTo("primary");
    assertThat(pool.path("total").asInt()).isEqualTo(coffer.resources().pools().get(0).total());
    assertThat(pool.path("waiting").asInt(-1)).isZero();
    JsonNode heap = statistics.path("caches").path(0);
    assertThat(heap.path("cache").asText()).isEqualTo("heap");
    assertThat(heap.path("storage").asText()).isEqualTo("heap");
    assertThat(heap.path("entries").asLong()).isEqualTo(1);
    assertThat(heap.path("bytes").asLong()).isPositive();
    assertThat(statistics.path("caches").findValuesAsText("storage")).contains("off-heap");
  }

  @Test
  void theTopologyHasTheRoleOfTheServer() {
    JsonNode topology = console.get("topology");

    assertThat(topology.path("server").asText()).isEqualTo(coffer.topology().database());
    assertThat(topology.path("role").asText()).isIn("alone", "writable");
    assertThat(topology.path("process").asText()).isEqualTo(coffer.topology().process());
    assertThat(topology.path("replicas")).isEmpty();
  }
}
