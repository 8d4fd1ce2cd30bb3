package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.dialect.Dialect;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on maintenance, on every database. */
abstract class MaintenanceCommandsContract {
  private static final Pattern RUN =
      Pattern.compile("\\{\"task\":\"([a-z-]+)\",.*\"figures\":(\\{[^}]*}),.*}");

  @TempDir private Path directory = Path.of("");
  private final DatabaseShell shell;

  MaintenanceCommandsContract(TestDatabase database) {
    this.shell = new DatabaseShell(database);
  }

  @BeforeEach
  void migrate() {
    shell.done("migrate");
  }

  @AfterEach
  void drop() {
    shell.close();
  }

  /** Stores random bytes, and returns their hash. */
  private String store(long seed, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    Path file = Files.write(directory.resolve(seed + ".bin"), bytes);
    return shell.done("store", file.toString()).out().split(" ", -1)[0];
  }

  /** The figures of each task, as JSON. */
  private static Map<String, String> figures(Outcome outcome) {
    Map<String, String> figures = new LinkedHashMap<>();
    for (String line : outcome.out().lines().toList()) {
      Matcher run = RUN.matcher(line);
      assertThat(run.matches()).as(line).isTrue();
      figures.put(run.group(1), run.group(2));
    }
    return figures;
  }

  @Test
  void aDryRunNamesTheFiguresOfTheRun() throws IOException {
    store(1, 5_000_000);
    String large = store(2, 3_000_000);
    String small = store(3, 1_000);
    shell.done("release", large);
    shell.done("release", small);
    String[] options = {"collect", "recompress", "train", "trim", "--grace", "0s", "--force"};

    Outcome forecast = shell.done(with(options, "maintain", "--json", "--dry-run"));
    String contents = shell.done("contents").out();
    Outcome run = shell.done(with(options, "maintain", "--json"));

    assertThat(contents).contains(large, small);
    assertThat(figures(run)).isEqualTo(figures(forecast));
    assertThat(figures(run).keySet()).containsExactly("collect", "recompress", "train", "trim");
    assertThat(figures(run).get("collect")).matches("\\{\"marked\":\\d+,\"contents\":\\d+,.*");
    assertThat(number(figures(run).getOrDefault("collect", ""), "bytes"))
        .isBetween(3_001_000L, 3_100_000L);
    assertThat(shell.done("contents").out()).doesNotContain(large, small);
    assertThat(shell.run("fetch", large).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(shell.done("verify").out()).contains(", 0 damaged");
  }

  private static String[] with(String[] last, String... first) {
    return Stream.of(first, last).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static long number(String json, String name) {
    Matcher figure = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
    assertThat(figure.find()).as(json).isTrue();
    return Long.parseLong(figure.group(1));
  }

  @Test
  void withoutNamesAllTasksRun() throws IOException {
    store(1, 1_000);

    List<String> planned = shell.done("maintain", "--dry-run").out().lines().toList();
    List<String> lines = shell.done("maintain").out().lines().toList();

    assertThat(planned).allMatch(line -> line.contains("   done (dry run)   "));
    assertThat(lines).hasSameSizeAs(planned);
    assertThat(lines.get(0)).matches("evict +done   \\d\\d:\\d\\d   entries 0");
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("collect +done   \\d\\d:\\d\\d   marked 0, contents 0, bytes 0 B"));
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).matches("scrub .*contents 1, bytes 1000 B, .*"));
  }

  @Test
  void runsAreListed() {
    assertThat(shell.done("runs").out()).isEmpty();
    shell.done("maintain", "analyze", "trim");
    shell.done("maintain", "collect", "--dry-run");

    List<String> lines = shell.done("runs").out().lines().toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("task +run +start +duration +outcome +node +figures");
    assertThat(lines.subList(2, 4))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("analyze +1 +\\S+Z +\\d\\d:\\d\\d +done +\\S+ +tables \\d+, denied 0"))
        .anySatisfy(line -> assertThat(line).matches("trim +1 .* done .* runs 0"));
    assertThat(shell.done("runs", "--limit", "1", "--json").out())
        .hasLineCount(1)
        .matches("\\{\"task\":\"trim\",\"number\":1,\"node\":\".*,\"problem\":null}\n");
    assertThat(shell.run("runs", "--limit", "0").exitCode()).isEqualTo(ExitCode.USAGE);
    Outcome unknown = shell.run("maintain", "trim", "clean");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("'clean'", "collect, scrub").hasLineCount(1);
    assertThat(unknown.out()).isEmpty();
    assertThat(shell.run("maintain", "--grace", "-PT1S").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("maintain", "--grace", "999999999999d").err()).contains("--grace");
  }

  @Test
  void aRefusedRunIsExitCode1AndTheNextTaskRuns() throws IOException {
    String hash = store(1, 1_000);
    shell.done("release", hash);

    Outcome refused = shell.run("maintain", "collect", "trim", "--grace", "0s");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).startsWith("coffer: collect: ").contains("force").hasLineCount(1);
    assertThat(refused.out()).matches("collect +refused .*\ntrim +done .*\n");
    assertThat(shell.done("contents").out()).contains(hash);
    assertThat(shell.done("runs").out()).contains("refused").contains("collect 1: ");
    Outcome json = shell.run("maintain", "collect", "--grace", "0s", "--json");
    assertThat(json.out()).contains("\"outcome\":\"refused\"", "\"problem\":\"");
    assertThat(json.err()).startsWith("{\"error\":\"collect: ").endsWith(",\"exitCode\":1}\n");
    shell.done("maintain", "collect", "--grace", "0s", "--force");
    assertThat(shell.done("contents").out()).doesNotContain(hash);
  }

  @Test
  void theHistoryShowsTheSizesOfDays() throws Exception {
    assertThat(shell.done("history").out()).isEmpty();
    shell.pipe("\"" + "x".repeat(400) + "\"", "put", "counted", "k", "-");
    shell.pipe("1", "put", "other", "k", "-");
    shell.done("maintain", "measure");

    List<String> lines = shell.done("history").out().lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("day +records +logical +unique +stored +saved +on disk");
    assertThat(lines.get(2))
        .matches("\\d{4}-\\d\\d-\\d\\d +2 +403 B +403 B +\\d+ B +\\S+ % +\\S.*");
    assertThat(shell.done("history", "--json").out())
        .hasLineCount(1)
        .matches("\\{\"day\":\"\\d{4}-\\d\\d-\\d\\d\",\"records\":2,\"logicalBytes\":403,.*}\n");
    assertThat(shell.done("history", "--collection", "counted").out())
        .hasLineCount(3)
        .doesNotContain("on disk")
        .containsPattern("-\\d\\d +1 +402 B ");
    assertThat(shell.done("history", "--collection", "counted", "--days", "1", "--json").out())
        .contains("\"records\":1,\"logicalBytes\":402,\"uniqueBytes\":402,\"storedBytes\":");
    assertThat(shell.done("history", "--collection", "none", "--json").out()).isEmpty();
    shell.execute("update coffer_daily_size set measured_on = date '2026-01-01'");
    assertThat(shell.done("history", "--days", "1").out()).isEmpty();
    assertThat(shell.run("history", "--days", "0").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aTaskThatRunsElsewhereIsBusy() throws Exception {
    shell.done("maintain", "trim");
    shell.execute(
        "update coffer_task set node = 'elsewhere', leased_until = timestamp '2999-01-01 00:00:00'");
    shell.execute("update coffer_run set node = 'elsewhere', outcome = 'running', ended_at = null");

    Outcome busy = shell.run("maintain", "trim");

    assertThat(busy.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(busy.out()).matches("trim +busy +00:00 +-\n");
    assertThat(busy.err()).startsWith("coffer: trim: ").contains("elsewhere").hasLineCount(1);
    assertThat(shell.done("runs").out()).hasLineCount(3).contains("running");
    assertThat(shell.done("status").out())
        .containsPattern("trim +\\S+Z +running +- +elsewhere\n")
        .containsPattern("collect +- +- +- +-\n");
  }

  @Test
  void theTopologyShowsWhoWorks() throws Exception {
    assertThat(shell.done("topology").out()).matches("server      \\S+ .+\nrole        alone\n");
    shell.done("maintain", "trim");
    shell.execute(
        "update coffer_task set node = 'elsewhere', leased_until = timestamp '2999-01-01 00:00:00'");
    shell.execute("update coffer_run set node = 'elsewhere'");

    assertThat(shell.done("topology").out())
        .containsPattern("\nprocess +last run\n-+\nelsewhere +\\S+Z\n")
        .containsPattern(
            "\nlease +run +process +until\n-+\ntrim +1 +elsewhere +2999-01-01T00:00:00Z\n");
    assertThat(shell.done("topology", "--json").out())
        .hasLineCount(1)
        .startsWith("{\"server\":\"")
        .contains(
            ",\"role\":\"alone\",\"cluster\":null,\"shard\":null,\"followers\":[],\"processes\":[{")
        .endsWith(
            "\"leases\":[{\"task\":\"trim\",\"run\":1,\"process\":\"elsewhere\","
                + "\"until\":\"2999-01-01T00:00:00Z\"}],\"notShown\":[]}\n");
  }

  @Test
  void damageIsShown() throws Exception {
    String hash = store(1, 1_000);
    byte[] bytes = new byte[10_000];
    new Random(2).nextBytes(bytes);
    String value = "\"" + HexFormat.of().formatHex(bytes) + "\"";
    shell.pipe(value, "put", "players", "alice", "-");
    shell.done("maintain", "scrub");
    assertThat(shell.done("status").out()).endsWith("\n\nNo damage is known.\n");
    shell.execute("update coffer_frame set frame = " + oneByte());

    // A run checks the share that is due.
    shell.done("maintain", "scrub", "scrub");
    String again = shell.done("maintain", "scrub", "--json").out();
    assertThat(again).contains("\"outcome\":\"done\"");

    Outcome status = shell.run("status");
    assertThat(status.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(status.out())
        .contains("\n2 damaged:\n", "  content ", ", found ", hash)
        .containsPattern("scrub +\\S+Z +done +\\S+Z +-\n");
    assertThat(shell.run("status", "--json").out())
        .hasLineCount(1)
        .contains("{\"tasks\":[", "\"damage\":[{", "\"collection\":null,\"key\":\"")
        .contains("{\"task\":\"trim\",\"running\":false,\"last\":null,\"lastSuccess\":null}")
        .contains(
            "{\"task\":\"scrub\",\"running\":false,\"last\":{\"task\":\"scrub\",\"number\":4,");
  }

  private String oneByte() {
    return shell.product() == Dialect.Product.POSTGRESQL ? "'\\x00'::bytea" : "x'00'";
  }

  @Test
  void aSessionRunsTasks() {
    Outcome session = shell.pipe("maintain trim --dry-run\nstatus\nruns\n", "shell", "--json");

    assertThat(session.exitCode()).as(session.err()).isEqualTo(ExitCode.DONE);
    assertThat(session.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"line\":1,\"results\":[{\"task\":\"trim\","),
            line -> assertThat(line).startsWith("{\"line\":2,\"results\":[{\"tasks\":["),
            line -> assertThat(line).startsWith("{\"line\":3,\"results\":[],"));
  }

  @Test
  void anInterruptionStopsTheTask() {
    Interruption[] interruption = {new Interruption()};
    ByteArrayOutputStream firstLine =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            interruption[0].request();
          }
        };

    Outcome interrupted =
        shell.interruptible(firstLine, interruption, "maintain", "analyze", "collect", "trim");

    assertThat(interrupted.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(interrupted.err()).isEqualTo("coffer: interrupted\n");
    assertThat(firstLine.toString(StandardCharsets.UTF_8)).matches("analyze +done .*\n");
    assertThat(shell.done("runs", "--json").out())
        .hasLineCount(2)
        .containsPattern("\"task\":\"collect\",.*\"outcome\":\"stopped\"");
  }
}
