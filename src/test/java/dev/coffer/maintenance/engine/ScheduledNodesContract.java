package dev.coffer.maintenance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.change.ChangeFeed;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.maintenance.schedule.ExecutorScheduler;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.maintenance.task.Trim;
import dev.coffer.schema.Schema;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.OwnTransactions;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes with the same schedule, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ScheduledNodesContract {
  private static final int TURNS = 4;
  private static final Map<MaintenanceTask, CronExpression> EACH_SECOND =
      Map.of(
          MaintenanceTask.COLLECT, CronExpression.parse("* * * * * ?"),
          MaintenanceTask.TRIM, CronExpression.parse("* * * * * ?"));

  private TestDatabase database;
  private final List<SessionFactory> sessions = new ArrayList<>();
  private final Semaphore working = new Semaphore(1);
  private final AtomicInteger overlaps = new AtomicInteger();

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    sessions.forEach(SessionFactory::close);
    database.close();
  }

  private final class Collect implements Task {
    @Override
    public MaintenanceTask name() {
      return MaintenanceTask.COLLECT;
    }

    @Override
    public void run(TaskRun run) {
      boolean alone = working.tryAcquire();
      if (!alone) {
        overlaps.incrementAndGet();
      }
      run.batch(unit -> true);
      run.add("contents", 1);
      if (alone) {
        working.release();
      }
    }
  }

  private MaintenanceEngine engine(String node) throws Exception {
    SessionFactory factory = SessionFactories.over(database);
    sessions.add(factory);
    try (Connection connection = database.connect()) {
      OwnTransactions own =
          new OwnTransactions(
              factory, database.dialect(), Schema.check(connection), new StatisticsRecorder());
      return new MaintenanceEngine(
          own,
          MaintenanceSettings.defaults().withNode(node),
          List.of(new Collect(), new Trim()),
          ChangeFeed.SILENT);
    }
  }

  private record Turn(MaintenanceTask task, Instant time) {}

  @Test
  void ofTwoNodesOneServesEachTurn() throws Exception {
    List<Turn> served = Collections.synchronizedList(new ArrayList<>());
    Set<String> nodes = ConcurrentHashMap.newKeySet();
    CountDownLatch left = new CountDownLatch(TURNS * EACH_SECOND.size());
    List<MaintenanceScheduler.Schedule> schedules = new ArrayList<>();
    List<MaintenanceEngine> engines = List.of(engine("n1"), engine("n2"));
    for (MaintenanceEngine engine : engines) {
      schedules.add(
          ExecutorScheduler.ofOwnThreads()
              .start(
                  EACH_SECOND,
                  (task, turn) -> {
                    RunReport report = engine.run(task, RunOptions.defaults(), turn);
                    nodes.add(report.node());
                    if (report.outcome() != RunOutcome.BUSY) {
                      served.add(new Turn(task, Objects.requireNonNull(turn)));
                      left.countDown();
                    }
                  }));
    }

    left.await();
    schedules.forEach(MaintenanceScheduler.Schedule::close);
    engines.forEach(MaintenanceEngine::stop);

    List<RunReport> history = engines.get(0).runs(1_000);
    assertThat(history).extracting(RunReport::outcome).containsOnly(RunOutcome.DONE);
    assertThat(served).doesNotHaveDuplicates().hasSameSizeAs(history);
    assertThat(nodes).containsExactlyInAnyOrder("n1", "n2");
    assertThat(overlaps).hasValue(0);
  }
}
