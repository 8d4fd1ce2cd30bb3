package dev.coffer.maintenance.engine;

import dev.coffer.change.ChangeFeed;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.maintenance.task.Trim;
import dev.coffer.schema.Schema;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.OwnTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Engines of several nodes over one database, with a task of the test. */
abstract class EngineFixture {
  private TestDatabase database;
  private SessionFactory sessions;
  OwnTransactions own;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() throws SQLException {
    database = newDatabase().migrate();
    try (Connection connection = database.connect()) {
      sessions = SessionFactories.over(database);
      own =
          new OwnTransactions(
              sessions, database.dialect(), Schema.check(connection), new StatisticsRecorder());
    }
  }

  @AfterEach
  void drop() {
    sessions.close();
    database.close();
  }

  private record TestTask(MaintenanceTask name, Consumer<TaskRun> work) implements Task {
    @Override
    public void run(TaskRun run) {
      work.accept(run);
    }
  }

  MaintenanceEngine engine(String node, Consumer<TaskRun> work) {
    return engine(node, work, ChangeFeed.SILENT);
  }

  MaintenanceEngine engine(String node, Consumer<TaskRun> work, ChangeFeed feed) {
    return new MaintenanceEngine(
        own,
        MaintenanceSettings.defaults().withNode(node).withLease(Duration.ofHours(1)),
        List.of(new TestTask(MaintenanceTask.COLLECT, work), new Trim()),
        feed);
  }

  static RunReport collect(MaintenanceEngine engine) {
    return engine.run(MaintenanceTask.COLLECT, RunOptions.defaults(), null);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void sql(String sql) {
    try {
      execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static boolean write(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql) > 0;
    }
  }

  static long count(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  static TaskStatus collectStatus(MaintenanceEngine engine) {
    return engine.status(task -> null).stream()
        .filter(each -> each.task() == MaintenanceTask.COLLECT)
        .findFirst()
        .orElseThrow();
  }
}
