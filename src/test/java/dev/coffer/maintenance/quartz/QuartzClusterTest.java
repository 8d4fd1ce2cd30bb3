package dev.coffer.maintenance.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.maintenance.schedule.MaintenanceScheduler.Schedule;
import dev.coffer.maintenance.schedule.MaintenanceScheduler.Starter;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Two nodes of a clustered Quartz scheduler, whose jobs are in a database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class QuartzClusterTest {
  private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_h2.sql";
  private static final int TURNS = 4;
  private static final CronExpression EACH_SECOND = CronExpression.parse("* * * * * ?");
  private static final CronExpression RARE = CronExpression.parse("0 0 0 1 1 ? 2099");

  private final String cluster = "cluster-" + UUID.randomUUID();
  private final List<Scheduler> schedulers = new ArrayList<>();
  private TestDatabase database;

  @BeforeEach
  void create() throws SQLException, IOException {
    database = TestDatabase.h2();
    try (InputStream script = Scheduler.class.getResourceAsStream(TABLES);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    DBConnectionManager.getInstance()
        .addConnectionProvider(
            cluster,
            new ConnectionProvider() {
              @Override
              public Connection getConnection() throws SQLException {
                return database.connect();
              }

              @Override
              public void shutdown() {}

              @Override
              public void initialize() {}
            });
  }

  @AfterEach
  void drop() throws SchedulerException {
    for (Scheduler each : schedulers) {
      each.shutdown(true);
    }
    database.close();
  }

  private Scheduler node(String name) throws SchedulerException {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", cluster);
    settings.setProperty("org.quartz.scheduler.instanceId", name);
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    settings.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    settings.setProperty("org.quartz.threadPool.threadCount", "2");
    settings.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    settings.setProperty(
        "org.quartz.jobStore.driverDelegateClass", StdJDBCDelegate.class.getName());
    settings.setProperty("org.quartz.jobStore.dataSource", cluster);
    settings.setProperty("org.quartz.jobStore.isClustered", "true");
    settings.setProperty("org.quartz.jobStore.useProperties", "true");
    settings.setProperty("org.quartz.jobStore.clusterCheckinInterval", "1000");
    Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
    // Otherwise the second node of this JVM would be the same object.
    SchedulerRepository.getInstance().remove(cluster);
    schedulers.add(scheduler);
    return scheduler;
  }

  private record Served(MaintenanceTask task, Instant turn) {}

  @Test
  void eachTurnGoesToOneNode() throws Exception {
    List<Served> served = Collections.synchronizedList(new ArrayList<>());
    Set<String> evicted = ConcurrentHashMap.newKeySet();
    CountDownLatch left = new CountDownLatch(2 * TURNS);
    CountDownLatch evictions = new CountDownLatch(2);
    List<Schedule> schedules = new ArrayList<>();
    for (String name : List.of("n1", "n2")) {
      Scheduler node = node(name);
      Starter starter =
          (task, turn) -> {
            if (task == MaintenanceTask.EVICT) {
              if (evicted.add(name)) {
                evictions.countDown();
              }
            } else if (turn != null) {
              served.add(new Served(task, turn));
              left.countDown();
            }
          };
      schedules.add(
          QuartzScheduler.over(node)
              .start(
                  Map.of(
                      MaintenanceTask.EVICT, EACH_SECOND,
                      MaintenanceTask.COLLECT, EACH_SECOND,
                      MaintenanceTask.TRIM, EACH_SECOND),
                  starter));
      node.start();
    }

    left.await();
    evictions.await();
    schedules.forEach(Schedule::close);

    assertThat(List.copyOf(served)).doesNotHaveDuplicates();
    assertThat(evicted).containsExactlyInAnyOrder("n1", "n2");
  }

  @Test
  void aStartOutsideTheTurnsRunsOnOneNode() throws Exception {
    BlockingQueue<Optional<Instant>> starts = new LinkedBlockingQueue<>();
    Scheduler first = node("n1");
    Scheduler second = node("n2");
    Starter starter = (task, turn) -> starts.add(Optional.ofNullable(turn));
    try (Schedule one =
            QuartzScheduler.over(first).start(Map.of(MaintenanceTask.COLLECT, RARE), starter);
        Schedule other =
            QuartzScheduler.over(second).start(Map.of(MaintenanceTask.COLLECT, RARE), starter)) {
      first.start();
      second.start();

      one.startNow(MaintenanceTask.COLLECT);
      assertThat(starts.take()).isEmpty();
      other.startNow(MaintenanceTask.COLLECT);
      assertThat(starts.take()).isEmpty();
    }
    assertThat(starts).isEmpty();
  }

  @Test
  void theJobsStayForTheNextStart() throws Exception {
    JobKey job = new JobKey("collect", "dev.coffer.maintenance.coffer");
    Scheduler first = node("n1");
    QuartzScheduler.over(first)
        .start(Map.of(MaintenanceTask.COLLECT, RARE), (task, turn) -> {})
        .close();

    Scheduler second = node("n2");

    assertThat(second.checkExists(job)).isTrue();
    assertThat(second.getJobDetail(job).isDurable()).isTrue();
  }
}
