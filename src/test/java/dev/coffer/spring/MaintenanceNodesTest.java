package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.testing.JavaCommand;
import dev.coffer.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two processes of an application of Spring Boot with the same schedule on one database.
 *
 * <p>{@code -Dcoffer.test.nodes.turns=90} runs for three minutes.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class MaintenanceNodesTest {
  private static final int TURNS = Integer.getInteger("coffer.test.nodes.turns", 3);

  private static final List<MaintenanceTask> TASKS =
      List.of(
          MaintenanceTask.COLLECT,
          MaintenanceTask.SCRUB,
          MaintenanceTask.TRAIN,
          MaintenanceTask.RECOMPRESS,
          MaintenanceTask.ANALYZE,
          MaintenanceTask.TRIM);

  /** The line in the log of a process for each turn; the number is 0 if the other one served it. */
  private static final Pattern TURN =
      Pattern.compile(
          "The task (\\S+) for (\\S+) ended: RunReport\\[task=\\w+, number=(\\d+), node=(\\w+),");

  private record Served(String task, Instant turn, long run, String node) {}

  private final List<Served> served = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final List<Process> processes = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.mariadb();
    try (Coffer coffer = open()) {
      for (int i = 0; i < 200; i++) {
        coffer.records("players", String.class).put("p" + i, "level " + i);
        coffer.contents().stage(("content " + i).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @AfterEach
  void drop() {
    processes.forEach(Process::destroyForcibly);
    database.close();
  }

  private Coffer open() {
    return Coffer.open(
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password())
            .withCache(0, 0));
  }

  private Process start(String node) throws IOException {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.liquibase.enabled=false",
                "--spring.flyway.enabled=false",
                "--spring.main.web-application-type=none",
                "--spring.main.banner-mode=off",
                "--logging.config=classpath:nodes-logging.properties",
                "--coffer.maintenance.node=" + node));
    for (MaintenanceTask task : TASKS) {
      settings.add("--coffer.maintenance.schedule." + task.id() + "=0/2 * * * * ?");
    }
    Process process =
        new JavaCommand("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .running(NodeProgram.class, settings.toArray(String[]::new))
            .redirectErrorStream(true)
            .start();
    processes.add(process);
    Thread reader = new Thread(() -> read(process), "log of " + node);
    reader.start();
    readers.add(reader);
    return process;
  }

  private void read(Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        Matcher turn = TURN.matcher(line);
        if (turn.find() && !turn.group(3).equals("0")) {
          served.add(
              new Served(
                  turn.group(1),
                  Instant.parse(turn.group(2)),
                  Long.parseLong(turn.group(3)),
                  turn.group(4)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyTurnIsServedOnceAndNoTaskRunsTwiceAtATime() throws Exception {
    start("n1");
    start("n2");

    while (!isEnough()) {
      assertThat(processes).as(() -> String.join("\n", log)).allMatch(Process::isAlive);
      TimeUnit.MILLISECONDS.sleep(100);
    }
    for (Process each : processes) {
      each.getOutputStream().close();
    }
    for (Process each : processes) {
      assertThat(each.waitFor()).as(() -> String.join("\n", log)).isZero();
    }
    for (Thread each : readers) {
      each.join();
    }

    try (Coffer coffer = open()) {
      assertThat(served)
          .extracting(each -> each.task() + " " + each.turn())
          .doesNotHaveDuplicates();
      List<RunReport> history = coffer.maintenance().runs(100_000);
      assertThat(history)
          .extracting(RunReport::outcome)
          .contains(RunOutcome.DONE)
          .isSubsetOf(RunOutcome.DONE, RunOutcome.STOPPED);
      for (MaintenanceTask task : TASKS) {
        List<RunReport> runs = runsOf(task, history);
        assertThat(runs).as(task.id()).hasSameSizeAs(servedOf(task));
        for (int i = 1; i < runs.size(); i++) {
          assertThat(runs.get(i).startedAt())
              .as("%s begins after %s", runs.get(i), runs.get(i - 1))
              .isAfterOrEqualTo(runs.get(i - 1).endedAt());
        }
      }
      assertThat(coffer.maintenance().status()).noneMatch(TaskStatus::isRunning);
    }
  }

  private boolean isEnough() {
    List<Served> all = List.copyOf(served);
    return TASKS.stream().allMatch(task -> servedOf(task).size() >= TURNS)
        && all.stream().map(Served::node).distinct().count() == 2;
  }

  private List<Served> servedOf(MaintenanceTask task) {
    return List.copyOf(served).stream().filter(each -> each.task().equals(task.id())).toList();
  }

  private static List<RunReport> runsOf(MaintenanceTask task, List<RunReport> history) {
    return history.stream()
        .filter(each -> each.task() == task)
        .sorted(Comparator.comparing(RunReport::number))
        .toList();
  }
}
