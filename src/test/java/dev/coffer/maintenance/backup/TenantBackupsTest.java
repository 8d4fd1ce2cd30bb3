package dev.coffer.maintenance.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.BackupStatus;
import dev.coffer.backup.RestorePlan;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.backup.Snapshot;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.testing.Tenants;
import dev.coffer.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduled backups of the tenants of an application, in one repository. */
class TenantBackupsTest {
  private static final List<String> TENANTS = List.of("red", "blue");

  @TempDir private Path directory = Path.of("");

  private final TestDatabase red = TestDatabase.h2().migrate();
  private final TestDatabase blue = TestDatabase.h2().migrate();
  private final Tenants tenants = new Tenants(Map.of("red", red, "blue", blue), "red");
  private SessionFactory factory;
  private Coffer coffer;

  @BeforeEach
  void open() {
    factory = tenants.factory(Map.of());
    BackupPlan plan =
        BackupPlan.into(BackupSettings.at(directory))
            .withRetention(RetentionPolicy.none().keepLast(1));
    coffer = Coffer.over(factory).backups(plan).build();
    for (String tenant : TENANTS) {
      tenants.become(tenant);
      coffer.records("names", String.class).put("name", "of " + tenant);
    }
  }

  @AfterEach
  void close() {
    coffer.close();
    factory.close();
    red.close();
    blue.close();
  }

  private RunReport backUp(String tenant) {
    tenants.become(tenant);
    return coffer.maintenance().run(MaintenanceTask.BACKUP);
  }

  private BackupStatus status() {
    return coffer.maintenance().backups().orElseThrow();
  }

  @Test
  void eachTenantHasItsSnapshotAndTheStateIsThatOfTheOneThatIsWorstOff() {
    assertThat(backUp("red").outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(status().verified()).as("blue has none").isNull();
    for (int i = 0; i < 2; i++) {
      TENANTS.forEach(each -> assertThat(backUp(each).outcome()).isEqualTo(RunOutcome.DONE));
    }

    tenants.become(null);
    BackupStatus status = status();

    assertThat(status.snapshots())
        .hasSize(2)
        .extracting(Snapshot::database)
        .doesNotHaveDuplicates();
    assertThat(status.verified()).isEqualTo(status.snapshots().get(1).createdAt());
    String ofRed = status.snapshots().get(1).id();
    tenants.become("red");
    coffer.records("names", String.class).delete("name");
    Snapshot snapshot = coffer.backups().snapshot(ofRed).orElseThrow();
    assertThat(coffer.backups().restore(snapshot, RestorePlan.all()).records()).isEqualTo(1);
    assertThat(coffer.records("names", String.class).get("name")).contains("of red");
    assertThat(Objects.requireNonNull(snapshot.verified()).at()).isNotNull();
  }
}
