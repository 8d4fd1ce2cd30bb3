package dev.coffer.console;

import static dev.coffer.console.ConsoleClient.error;
import static dev.coffer.console.ConsoleClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coffer.Coffer;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.testing.Tenants;
import dev.coffer.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a host with tenants, whose requests have one each, on every database. */
abstract class ConsoleTenantsContract {
  private final Map<String, TestDatabase> databases = new TreeMap<>();
  private Tenants tenants;
  private SessionFactory factory;
  private Coffer coffer;
  private ConsoleClient console;

  @TempDir private Path repository = Path.of("");

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    databases.put("red", newDatabase().migrate());
    databases.put("blue", newDatabase().migrate());
    tenants = new Tenants(databases, null);
    factory = tenants.factory(Map.of());
    coffer =
        Coffer.over(factory)
            .backups(BackupPlan.into(BackupSettings.at(repository.resolve("backups"))))
            .build();
    console =
        new ConsoleClient(coffer, ConsoleSettings.defaults().withWrite(true).withValues(true));
  }

  @AfterEach
  void close() {
    tenants.becomeOnThread(null);
    coffer.close();
    factory.close();
    databases.values().forEach(TestDatabase::close);
  }

  @Test
  void aRequestShowsTheDataOfItsTenant() {
    tenants.becomeOnThread("red");
    coffer.records().store("players", "alice", "1");
    tenants.becomeOnThread("blue");

    assertThat(console.get("session").path("tenant").asText()).isEqualTo("blue");
    assertThat(console.get("storage").path("records").asLong(-1)).isZero();
    assertThat(console.get("collections").path("collections")).isEmpty();
    assertThat(console.answer("record", "collection", "players", "key", "alice").status())
        .isEqualTo(404);
    tenants.becomeOnThread("red");
    assertThat(console.get("session").path("tenant").asText()).isEqualTo("red");
    assertThat(console.get("storage").path("records").asLong()).isEqualTo(1);
    assertThat(console.get("record", "collection", "players", "key", "alice").has("value"))
        .isTrue();
  }

  @Test
  void aJobWorksForItsTenantAndIsShownToItAlone() {
    tenants.becomeOnThread("red");
    ConsoleResponse started = console.write("maintenance/run", "task", "collect");
    assertThat(started.status()).as(ConsoleClient.text(started)).isEqualTo(200);
    String id = json(started).path("id").asText();

    tenants.becomeOnThread("blue");
    assertThat(console.get("jobs").path("jobs")).isEmpty();
    assertThat(console.answer("job", "id", id).status()).isEqualTo(404);
    assertThat(console.write("job/stop", "id", id).status()).isEqualTo(404);

    tenants.becomeOnThread("red");
    JsonNode job = console.get("job", "id", id);
    while (job.path("endedAt").isNull()) {
      Thread.onSpinWait();
      job = console.get("job", "id", id);
    }
    assertThat(job.path("problem").isNull()).as(job.toString()).isTrue();
    assertThat(job.path("result").path("outcome").asText()).isEqualTo("done");
    assertThat(console.get("jobs").path("jobs")).hasSize(1);
    assertThat(console.get("maintenance/runs").path("runs")).hasSize(1);
    tenants.becomeOnThread("blue");
    assertThat(console.get("maintenance/runs").path("runs")).isEmpty();
  }

  @Test
  void theBytesOfAContentAreThoseOfTheRequestsTenant() {
    tenants.becomeOnThread("red");
    String hash = coffer.contents().store(new byte[] {1, 2, 3}).hash().toString();

    ConsoleResponse response = console.answer("content/bytes", "hash", hash);

    assertThat(CompletableFuture.supplyAsync(() -> ConsoleClient.bytes(response)).join())
        .isEqualTo(new byte[] {1, 2, 3});
    tenants.becomeOnThread("blue");
    assertThat(console.answer("content/bytes", "hash", hash).status()).isEqualTo(404);
  }

  @Test
  void theSnapshotsOfAllTenantsAreNotShown() {
    tenants.becomeOnThread("red");

    assertThat(console.get("backups").path("plan").path("location").asText()).contains("backups");
    assertRefused(console.answer("backups/snapshots"));
    assertRefused(console.answer("backups/retention"));
    assertRefused(console.write("backups/verify", "snapshot", "a", "level", "structure"));
  }

  private static void assertRefused(ConsoleResponse response) {
    assertThat(response.status()).isEqualTo(403);
    assertThat(error(response)).contains("all tenants");
  }

  @Test
  void aRequestWithoutATenantIsRefusedButThePageIsServed() {
    for (String address : new String[] {"session", "storage", "jobs", "statistics"}) {
      ConsoleResponse response = console.answer(address);
      assertThat(response.status()).isEqualTo(409);
      assertThat(error(response)).contains("this request has none");
    }
    assertThat(console.send("GET", "/", null, Map.of()).status()).isEqualTo(200);
  }
}
