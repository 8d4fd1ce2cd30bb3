package dev.coffer.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.content.Holder;
import dev.coffer.file.FileOptions;
import dev.coffer.file.FileRepository;
import dev.coffer.format.RawJson;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a database in use has beside the data of the main job: a record whose value is a content,
 * files, holders, records that expire, runs, and a history.
 */
final class GrownData {
  /** A collection of two records that are large enough to be contents. */
  static final String METADATA = "metadata";

  static final String NEWER = "spring-boot 3.5";
  static final String HOLDER = "release-audit";

  private static final Path DATA = Path.of("target", "trial-data");
  private static final String FILE =
      "spring-boot-autoconfigure/META-INF/spring-configuration-metadata.json";
  private static final int DAYS = 75;

  private GrownData() {}

  /** Adds it. */
  static void add(Coffer coffer) {
    try {
      RecordRepository<RawJson, String> metadata =
          coffer.records().records(METADATA, RawJson.class);
      metadata.put("spring-boot 3.4", json("older"));
      metadata.put(NEWER, json("newer"));
      addFiles(coffer);
      RecordRepository<RawJson, String> sessions =
          coffer.records().records("sessions", RawJson.class);
      for (int i = 0; i < 40; i++) {
        sessions.put(
            "session-%03d".formatted(i),
            new RawJson("{\"user\":\"player-%d\",\"level\":%d}".formatted(i * 37 % 100, i % 9)),
            Expiry.after(Duration.ofDays(1 + i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of one release by their paths, and the sources of all as values of records. */
  private static void addFiles(Coffer coffer) throws IOException {
    Path files = DATA.resolve("files");
    FileRepository release = coffer.files("release");
    for (Path each : filesIn(files.resolve("commons-lang3-3.20.0/classes"))) {
      release.put(pathIn(files, each), each, FileOptions.defaults());
    }
    Map<String, byte[]> sources = new TreeMap<>();
    for (Path each : filesIn(files)) {
      if (each.toString().endsWith(".java")) {
        String path = pathIn(files, each).replace("/sources/org/apache/commons/lang3/", "/");
        sources.put(path, Files.readAllBytes(each));
      }
    }
    coffer.records().records("sources", byte[].class).putAll(sources);
    try (InputStream in = Files.newInputStream(held())) {
      coffer.contents().store(in, Holder.of(HOLDER));
    }
  }

  /** The content that has a holder. */
  private static Path held() {
    return DATA.resolve("files/commons-lang3-3.20.0/sources/META-INF/NOTICE.txt");
  }

  /** The hash of the content that has a holder. */
  static String heldHash(Coffer coffer) {
    return coffer.contents().hash(held()).toString();
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String pathIn(Path directory, Path file) {
    return directory.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private static RawJson json(String generation) throws IOException {
    return new RawJson(
        Files.readString(DATA.resolve("records").resolve(generation).resolve(FILE), UTF_8));
  }

  /** Runs the tasks that such a database has behind it, with two backups. */
  static void run(Coffer coffer) {
    for (MaintenanceTask each :
        new MaintenanceTask[] {
          MaintenanceTask.EXPIRE,
          MaintenanceTask.SCRUB,
          MaintenanceTask.ANALYZE,
          MaintenanceTask.BACKUP,
          MaintenanceTask.MEASURE,
          MaintenanceTask.BACKUP
        }) {
      RunReport report = coffer.maintenance().run(each);
      assertThat(report.outcome()).as("%s: %s", each, report.problem()).isEqualTo(RunOutcome.DONE);
    }
  }

  /** Reads all records of a collection twice, so that the second time the heap answers. */
  static void read(Coffer coffer, String collection) {
    RecordRepository<RawJson, String> records = coffer.records().records(collection, RawJson.class);
    List<String> keys;
    try (Stream<String> all = records.keys(Range.all())) {
      keys = all.toList();
    }
    keys.forEach(records::get);
    keys.forEach(records::get);
  }

  /** Gives the newest sizes a past, in which the data grew. */
  static void remember(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into coffer_daily_size
          select dateadd(day, -ago, measured_on), collection, measured_at,
            records * share, logical_bytes * share * (1.1 - share / 10), unique_bytes * share,
            stored_bytes * share, contents * share, kept * share, content_logical_bytes * share,
            content_unique_bytes * share, content_stored_bytes * share, physical_bytes * share,
            expiring, last_change
          from (select s.*, x as ago, 1.0 - power(x / %d.0, 2) * 0.8 - mod(x * 7, 5) / 150.0 as share
                from coffer_daily_size s, system_range(1, %d))
          """
              .formatted(DAYS, DAYS));
    }
  }
}
