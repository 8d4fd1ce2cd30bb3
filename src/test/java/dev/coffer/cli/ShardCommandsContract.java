package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.ShardedCoffer;
import dev.coffer.cli.Shell.Outcome;
import dev.coffer.dialect.Dialect;
import dev.coffer.shard.ShardKey;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on shards, on every database. */
abstract class ShardCommandsContract {
  private static final String PASSWORD_VARIABLE = "COFFER_TEST_PASSWORD";
  private static final Pattern MOVED =
      Pattern.compile("(\\d+) records examined, (\\d+) records and (\\d+) contents moved; (.*)\n");

  @TempDir private Path directory = Path.of("");
  private final Supplier<TestDatabase> newDatabase;
  private final Map<String, TestDatabase> databases = new TreeMap<>();

  ShardCommandsContract(Supplier<TestDatabase> newDatabase) {
    this.newDatabase = newDatabase;
  }

  @AfterEach
  void drop() {
    databases.values().forEach(TestDatabase::close);
  }

  private TestDatabase database(String name) {
    return databases.computeIfAbsent(
        name,
        each -> {
          TestDatabase created = newDatabase.get();
          done(run(created, List.of("migrate", "--url", created.jdbcUrl())));
          return created;
        });
  }

  /** Runs a command on shards, which are given as their names or as {@code name=database}. */
  private Outcome shards(List<String> shards, String... arguments) {
    List<String> all = new ArrayList<>(List.of("shards"));
    all.addAll(List.of(arguments));
    for (String each : shards) {
      String[] parts = each.split("=", -1);
      all.addAll(List.of("--shard", parts[0] + "=" + database(parts[parts.length - 1]).jdbcUrl()));
    }
    return run(database("a"), all);
  }

  private Outcome on(String name, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", database(name).jdbcUrl()));
    return done(run(database(name), all));
  }

  private static Outcome run(TestDatabase access, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--user", access.user()));
    if (!access.password().isEmpty()) {
      all.addAll(List.of("--password-env", PASSWORD_VARIABLE));
    }
    return Shell.run(
        InputStream.nullInputStream(),
        Map.of(PASSWORD_VARIABLE, access.password()),
        Terminal.NONE,
        all.toArray(new String[0]));
  }

  private static Outcome done(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err()).isEmpty();
    return outcome;
  }

  private static void assertRefused(Outcome outcome, String... reasons) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err()).startsWith("coffer: ").hasLineCount(1).contains(reasons);
  }

  private static Matcher moved(Outcome outcome) {
    Matcher moved = MOVED.matcher(outcome.out());
    assertThat(moved.matches()).as(outcome.out()).isTrue();
    return moved;
  }

  private void importRecords(int count) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("{\"id\":\"k").append(i).append("\"}\n");
    }
    Path file = directory.resolve("records.ndjson");
    Files.writeString(file, lines, StandardCharsets.UTF_8);
    on("a", "import", "--collection", "things", "--key", "/id", file.toString());
  }

  private String store(String text) throws IOException {
    Path file = directory.resolve(text);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return on("a", "store", file.toString()).out().split(" ", -1)[0];
  }

  @Test
  void aDatabaseBecomesAClusterThatGrowsAndShrinks() throws IOException {
    importRecords(200);
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      hashes.add(store("content " + i));
    }
    assertThat(done(shards(List.of("a"), "create")).out())
        .matches(
            """
            cluster     \\S+
            map         version 1
            shard key   whole

            shard   weight   map   reachable   records
            -+
            a            1     1         yes       200
            """);

    Matcher added = moved(done(shards(List.of("a", "b"), "add", "b")));
    assertThat(added.group(1)).isEqualTo("200");
    assertThat(Integer.parseInt(added.group(2))).isBetween(60, 140);
    assertThat(Integer.parseInt(added.group(3))).isBetween(1, 19);
    assertThat(added.group(4)).isEqualTo("the shard 'b' is part of the cluster");
    moved(done(shards(List.of("a", "b", "c"), "add", "c", "--weight", "2")));
    Matcher heavier = moved(done(shards(List.of("a", "b", "c"), "weight", "c", "4")));
    assertThat(heavier.group(4)).isEqualTo("the shard 'c' has the weight 4");

    assertThat(done(shards(List.of("a", "b", "c"), "status", "--verify")).out())
        .contains("\nmap         version 7\n", "\nmisplaced   0\n")
        .doesNotContain("change ")
        .containsPattern("\na +1 +7 +yes +\\d+\nb +1 +7 +yes +\\d+\nc +4 +7 +yes +\\d+\n");
    assertThat(records("a") + records("b") + records("c")).isEqualTo(200);
    assertThat(on("a", "contents").out() + on("b", "contents").out() + on("c", "contents").out())
        .contains(hashes);

    assertThat(on("c", "topology").out())
        .containsPattern("\nshard +c of \\S+, weight 4, map version 7\n");
    assertThat(on("c", "topology", "--json").out())
        .contains("\"name\":\"c\",\"before\":4,\"after\":4,\"mapVersion\":7},\"followers\"");
    long inB = records("b");
    Matcher drained = moved(done(shards(List.of("a", "b", "c"), "drain", "b")));
    assertThat(Long.parseLong(drained.group(2))).isEqualTo(inB);
    assertThat(drained.group(4)).isEqualTo("the shard 'b' is not part of the cluster any more");
    assertThat(done(shards(List.of("a", "c"), "status", "--json", "--verify")).out())
        .hasLineCount(1)
        .startsWith("{\"cluster\":\"")
        .contains("\"mapVersion\":9,\"shardKey\":\"whole\",\"changing\":false,\"shards\":[{")
        .contains("{\"name\":\"c\",\"before\":4,\"after\":4,\"mapVersion\":9,\"reachable\":true,")
        .endsWith("],\"misplaced\":0}\n");
    assertThat(records("a") + records("c")).isEqualTo(200);
  }

  private long records(String name) {
    return Long.parseLong(on(name, "count", "things").out().strip());
  }

  @Test
  void theShardKeyIsThatOfTheCluster() {
    List<String> both = List.of("a", "b");
    assertThat(done(shards(both, "create", "--key", "prefix:/")).out())
        .contains("\nshard key   prefix:/\n");

    assertThat(done(shards(both, "status")).out()).contains("\nshard key   prefix:/\n");
    assertThat(done(shards(both, "create")).out()).contains("\nshard key   prefix:/\n");
    assertRefused(shards(both, "create", "--key", "whole"), "'prefix:/', not 'whole'");
    try (Coffer a = open("a");
        Coffer b = open("b");
        ShardedCoffer cluster = Coffer.sharded().shard("a", a).shard("b", b).open()) {
      assertThat(cluster.state().shardKey()).isEqualTo(ShardKey.prefix("/"));
    }
  }

  private Coffer open(String name) {
    TestDatabase database = database(name);
    return Coffer.open(
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password()));
  }

  @Test
  void onlyCreateCreatesACluster() {
    List<String> both = List.of("a", "b");
    assertRefused(shards(both, "status"), "no shards of a cluster");
    assertRefused(shards(both, "add", "b"), "no shards of a cluster");
    assertRefused(shards(both, "resume"), "no shards of a cluster");

    String created = done(shards(both, "create")).out();

    assertThat(done(shards(both, "status")).out()).isEqualTo(created);
  }

  @Test
  void databasesThatAreNotTheShardsAreRefused() {
    done(shards(List.of("a", "b"), "create"));

    assertRefused(shards(List.of("a"), "status"), "'b', which was not given");
    assertRefused(shards(List.of("a=b", "b=a"), "status"), "'a' is the shard 'b'");
    assertRefused(shards(List.of("a", "b=empty"), "status"), "'b' has no data of this cluster");
    assertRefused(shards(List.of("a", "b=a"), "status"), "same database");
    done(shards(List.of("other"), "create"));
    assertRefused(shards(List.of("a", "b", "other"), "add", "other"), "belongs to the cluster");
  }

  @Test
  void changesThatAreNotPossibleAreRefused() {
    done(shards(List.of("a"), "create"));
    List<String> both = List.of("a", "b");

    assertRefused(shards(both, "add", "a"), "'a' is part of the cluster already");
    assertRefused(shards(both, "weight", "b", "2"), "'b' is not part of the cluster");
    assertRefused(shards(both, "drain", "b"), "'b' is not part of the cluster");
    assertRefused(shards(both, "drain", "a"), "'a' is the only one");
    on("b", "put", "things", "one", "--value", "1");
    assertRefused(shards(both, "add", "b"), "'b' has data");
    assertThat(done(shards(both, "resume")).out()).endsWith("; no change is under way\n");
    assertThat(shards(List.of("a"), "add", "b").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(shards(both, "add", "b", "--weight", "0").err()).contains("'b' is out of range");
    assertThat(shards(List.of("a", "a"), "status").err()).contains("'a' is given twice");
  }

  @Test
  void aChangeThatWasInterruptedIsContinued() throws IOException {
    importRecords(100);
    done(shards(List.of("a"), "create"));
    List<String> both = List.of("a", "b");
    try (Coffer a = open("a");
        Coffer b = open("b");
        ShardedCoffer cluster = Coffer.sharded().shard("a", a).shard("b", b).open()) {
      assertThatThrownBy(
              () ->
                  cluster.change(
                      "b",
                      3,
                      progress -> {
                        throw new InterruptedCommandException();
                      }))
          .isInstanceOf(InterruptedCommandException.class);
    }

    assertThat(done(shards(both, "status")).out())
        .contains("\nchange      under way or interrupted; 'coffer shards resume' continues it\n")
        .containsPattern("\nb +0 -> 3 +2 +yes +\\d+\n");
    assertRefused(shards(both, "add", "b"), "of the shard 'b'", "(weight 0 -> 3)", "resume");
    assertRefused(shards(both, "drain", "a"), "of the shard 'b'", "resume");
    assertRefused(shards(both, "weight", "b", "3"), "of the shard 'b'", "resume");
    done(shards(both, "add", "b", "--weight", "3"));

    assertThat(done(shards(both, "status", "--verify")).out())
        .contains("\nmisplaced   0\n")
        .containsPattern("\nb +3 +3 +yes +\\d+\n");
    assertThat(records("a") + records("b")).isEqualTo(100);
  }

  @Test
  void aContentThatCannotBeMovedLeavesTheChangeUnderWay() throws Exception {
    String hash = store("lost");
    done(shards(List.of("a"), "create"));
    List<String> both = List.of("a", "b");
    done(shards(both, "add", "b"));
    // The content may have moved already.
    boolean inA = on("a", "contents", "--kept").out().contains(hash);
    String from = inA ? "a" : "b";
    try (Connection connection = database(from).connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update coffer_frame set frame = "
              + (database(from).product() == Dialect.Product.POSTGRESQL
                  ? "'\\x00'::bytea"
                  : "x'00'"));
    }

    Outcome outcome = shards(both, "drain", from);

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.out()).endsWith(" moved; the change is still under way\n");
    assertThat(outcome.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(hash, "stays in the shard '" + from + "'"),
            line -> assertThat(line).contains("'coffer shards resume'"));
    assertThat(shards(both, "resume", "--json").out())
        .startsWith("{\"seen\":0,\"records\":0,\"contents\":0,\"complete\":false,\"problems\":[\"");
    on(from, "release", hash);
    assertThat(done(shards(both, "resume")).out()).endsWith("; no change is under way\n");
    assertThat(done(shards(both, "status")).out()).containsPattern("\n" + from + " +0 +5 ");
  }

  @Test
  void aShardThatCannotBeUsedIsNamed() {
    String absent = "absent=jdbc:h2:" + directory.resolve("absent");

    Outcome outcome =
        Shell.run("shards", "create", "--shard", absent, "--user", database("a").user());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(outcome.err()).contains("shard 'absent'", "'migrate'").hasLineCount(1);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aShardThatIsDownIsShown() {
    List<String> both = List.of("a", "b");
    done(shards(both, "create"));
    String absent = "b=jdbc:h2:" + directory.resolve("absent");
    List<String> withB = new ArrayList<>(List.of("shards", "status", "--shard", absent));
    withB.addAll(List.of("--shard", "a=" + database("a").jdbcUrl()));

    Outcome status = run(database("a"), withB);

    assertThat(status.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(status.out())
        .containsPattern("\na +1 +1 +yes +0\n")
        .containsPattern("\nb +1 +- +no +-\n");
    assertThat(status.err()).contains("shard 'b'", "does not exist").hasLineCount(1);
    withB.add("--json");
    assertThat(run(database("a"), withB).out())
        .contains("\"name\":\"b\"", "\"reachable\":false,\"problem\":\"The shard 'b' cannot be");
    withB.set(1, "resume");
    Outcome resume = run(database("a"), withB);
    assertThat(resume.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(resume.err()).contains("shard 'b'").hasLineCount(1);
    assertThat(directory).isEmptyDirectory();
  }
}
