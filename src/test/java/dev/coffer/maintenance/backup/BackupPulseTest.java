package dev.coffer.maintenance.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.backup.BackupOperation;
import dev.coffer.backup.BackupProgress;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.lease.Lease;
import dev.coffer.maintenance.lease.LeaseLostException;
import dev.coffer.maintenance.lease.TaskRows;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.OwnTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lease of a long operation on a repository. */
class BackupPulseTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final TestDatabase database = TestDatabase.h2().migrate();
  private final SessionFactory sessions = SessionFactories.over(database);
  private final OwnTransactions own =
      new OwnTransactions(
          sessions, database.dialect(), new SchemaAccess(1, 1, "test"), new StatisticsRecorder());
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicBoolean goOn = new AtomicBoolean(true);

  @AfterEach
  void close() {
    sessions.close();
    database.close();
  }

  private TaskRows.Taken take() {
    return own.write(unit -> TaskRows.take(unit, MaintenanceTask.BACKUP, "node", SHORT, null));
  }

  private BackupPulse pulse() {
    Lease lease = Objects.requireNonNull(take().lease());
    TaskRun run =
        new TaskRun(
            MaintenanceTask.BACKUP,
            own,
            lease,
            MaintenanceSettings.defaults(),
            RunOptions.defaults(),
            goOn::get);
    return new BackupPulse(run, nanos::get);
  }

  private static BackupProgress progress(long done) {
    return new BackupProgress(BackupOperation.CREATE, done, 100, done);
  }

  /** As time does when a process stalls. */
  private void endLease() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update coffer_task set leased_until = timestamp '2026-01-01 00:00:00'");
    }
  }

  @Test
  void theLeaseIsLongerThanThatOfTheSettingsAndIsRenewed() throws SQLException {
    BackupPulse pulse = pulse();
    assertThat(take().busy()).isNotNull();
    endLease();
    nanos.addAndGet(BackupPulse.LEASE.dividedBy(2).toNanos());

    pulse.accept(progress(1));

    assertThat(take().busy()).isNotNull();
  }

  @Test
  void theLeaseIsNotRenewedWithEachProgress() throws SQLException {
    BackupPulse pulse = pulse();
    endLease();

    pulse.accept(progress(1));

    assertThat(take().busy()).isNull();
  }

  @Test
  void aRunThatLostItsLeaseEnds() throws SQLException {
    BackupPulse pulse = pulse();
    endLease();
    assertThat(take().busy()).isNull();
    nanos.addAndGet(BackupPulse.LEASE.toNanos());

    assertThatThrownBy(() -> pulse.accept(progress(1))).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void aStoppedRunEndsTheOperation() {
    BackupPulse pulse = pulse();
    pulse.accept(progress(1));
    goOn.set(false);

    assertThatThrownBy(() -> pulse.accept(progress(2)))
        .isInstanceOf(BackupPulse.StoppedException.class);
  }
}
