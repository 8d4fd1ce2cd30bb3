package dev.coffer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.cdi.Application.Unit;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scheduled backups in a container. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BackupCdiTest extends CdiFixture {
  private static final String SECRET = "correct horse battery";

  @TempDir private Path directory = Path.of("");

  private static Optional<BackupPlan> plan(Map<String, String> settings) {
    return new BackupSettingNames(
            new CofferSettings(name -> Optional.ofNullable(settings.get(name))))
        .plan();
  }

  @Test
  void theSettingsHaveTheNamesOfSpringBoot() {
    Map<String, String> settings = new HashMap<>();
    assertThat(plan(settings)).isEmpty();
    settings.put("coffer.backup.location", "/backups");
    assertThat(plan(settings)).contains(BackupPlan.into(BackupSettings.at(Path.of("/backups"))));
    settings.put("coffer.backup.passphrase", SECRET);
    settings.put("coffer.backup.grace", "3d");
    settings.put("coffer.backup.tags", "nightly, main");
    settings.put("coffer.backup.keep.last", "1");
    settings.put("coffer.backup.keep.hourly", "2");
    settings.put("coffer.backup.keep.daily", "3");
    settings.put("coffer.backup.keep.weekly", "4");
    settings.put("coffer.backup.keep.monthly", "5");
    settings.put("coffer.backup.keep.yearly", "6");
    settings.put("coffer.backup.keep.within", "7d");
    settings.put("coffer.backup.keep.tags", "release");
    settings.put("coffer.backup.verify", "all");
    settings.put("coffer.backup.shares", "10");
    settings.put("coffer.backup.trial", "8d");
    settings.put("coffer.backup.max-age", "12h");

    BackupPlan plan = plan(settings).orElseThrow();

    assertThat(plan.settings().grace()).isEqualTo(Duration.ofDays(3));
    assertThat(plan.settings().secret()).isNotNull();
    assertThat(plan.tags()).containsExactly("nightly", "main");
    assertThat(plan.verification()).isEqualTo(CheckLevel.ALL);
    assertThat(plan.shares()).isEqualTo(10);
    assertThat(plan.trial()).isEqualTo(Duration.ofDays(8));
    assertThat(plan.maxAge()).isEqualTo(Duration.ofHours(12));
    assertThat(plan.retention())
        .isEqualTo(
            new RetentionPolicy(
                1,
                2,
                3,
                4,
                5,
                6,
                Duration.ofDays(7),
                Set.of("release"),
                RetentionPolicy.none().zone()));
  }

  @ParameterizedTest
  @CsvSource({
    "coffer.backup.verify, perhaps",
    "coffer.backup.shares, none",
    "coffer.backup.max-age, 0s",
    "coffer.backup.keep.daily, -1",
    "coffer.backup.passphrase-file, /none/file",
    "coffer.backup.key-file, /none/file"
  })
  void anInvalidSettingIsNamed(String name, String value) {
    assertThatThrownBy(() -> plan(Map.of("coffer.backup.location", "/backups", name, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(name);
  }

  @Test
  void noMessageHasASecret() {
    assertThatThrownBy(
            () ->
                plan(
                    Map.of(
                        "coffer.backup.location",
                        "/backups",
                        "coffer.backup.passphrase",
                        SECRET,
                        "coffer.backup.key-file",
                        "/key")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(() -> plan(Map.of("coffer.backup.location", "none://u:hidden@host/b")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("none://…@host")
        .hasStackTraceContaining("coffer.backup.location")
        .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("hidden"));
  }

  @Test
  void backupsAreABean() {
    set("coffer.backup.location", directory.resolve("repository").toString());
    try (WeldContainer container = Application.run(Unit.class)) {
      Coffer coffer = container.select(Coffer.class).get();
      assertThat(coffer.maintenance().run(MaintenanceTask.BACKUP).outcome())
          .isEqualTo(RunOutcome.DONE);
      assertThat(container.select(Backups.class).get().snapshots()).hasSize(1);
    }
  }

  @Test
  void withoutALocationThereIsNoBean() {
    try (WeldContainer container = Application.run(Unit.class)) {
      assertThat(container.select(Backups.class).isResolvable()).isFalse();
    }
  }
}
