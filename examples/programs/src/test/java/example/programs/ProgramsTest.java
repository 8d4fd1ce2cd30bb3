package example.programs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.api.RecordConflictException;
import dev.coffer.record.Range;
import dev.coffer.record.StoredValue;
import example.programs.GameState.Match;
import example.programs.GameState.Player;
import example.programs.Ledger.Block;
import example.programs.Ledger.Receipt;
import example.programs.MetricsArchive.Day;
import example.programs.MetricsArchive.Month;
import example.programs.SessionState.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each program on a database in a file, and reads its results from that database. */
class ProgramsTest {

  @TempDir Path directory;

  private String url;

  @BeforeEach
  void nameTheDatabase() {
    url = "jdbc:h2:" + directory.resolve("database");
  }

  @Test
  void gameState() throws Exception {
    assertThat(output(() -> GameState.main(url)))
        .contains("No trade: Bob does not have 1000 coin.")
        .contains("Player[name=Alice, level=2, bag={coin=13}]")
        .contains("Player[name=Bob, level=1, bag={coin=7}]");
    try (Coffer coffer = Coffer.open(url)) {
      StoredValue<Match, Instant> match =
          coffer
              .records("matches/alice", Match.class, Instant.class)
              .first(Range.all())
              .orElseThrow();
      assertThat(match.value().won()).isTrue();
      assertThat(coffer.contents().open(ContentHash.parse(match.value().replay())))
          .hasBinaryContent(new byte[100_000]);
      GameState game = new GameState(coffer);
      assertThatThrownBy(() -> game.finish("nobody", "alice", new byte[] {1})).isNotNull();
      assertThatThrownBy(() -> game.trade("alice", "nobody", "coin", 1)).isNotNull();
      assertThat(coffer.retrieve("players", "alice", Player.class))
          .contains(new Player("Alice", 2, Map.of("coin", 13)));
      assertThat(coffer.report().contents().contents()).isOne();
    }
    GameState.main(url);
    try (Coffer coffer = Coffer.open(url)) {
      assertThat(coffer.retrieve("players", "alice", Player.class))
          .contains(new Player("Alice", 3, Map.of("coin", 16)));
      assertThat(coffer.report().contents().contents()).isOne();
    }
  }

  @Test
  void ledger() throws Exception {
    assertThat(output(() -> Ledger.main(url)))
        .contains("Refused: ")
        .contains("Blocks with a right seal: 1")
        .contains("{alice=97500, bank=-100000, bob=2500}");
    try (Coffer coffer = Coffer.open(url)) {
      Ledger ledger = new Ledger(coffer);
      assertThat(coffer.retrieve("ledger/receipts", "r3", Receipt.class)).isEmpty();
      assertThatThrownBy(() -> ledger.append(List.of(new Receipt("r1", "a", "b", 1))))
          .isInstanceOf(RecordConflictException.class)
          .hasMessageContaining("r1");

      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> appended = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Receipt receipt = new Receipt("x" + i, "alice", "bob", 10);
        appended.add(threads.submit(() -> ledger.append(List.of(receipt))));
      }
      for (Future<?> each : appended) {
        each.get();
      }
      threads.shutdown();
      assertThat(ledger.prove()).isEqualTo(21);
      assertThat(coffer.retrieve("ledger/balances", "bob", Long.class)).contains(2_700L);

      coffer
          .records("ledger/blocks", Block.class, Long.class)
          .update(7L, block -> new Block(List.of(new Receipt("x", "a", "b", 1)), block.seal()));
      assertThatThrownBy(ledger::prove).hasMessageContaining("block 7");
    }
  }

  @Test
  void metricsArchive() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    assertThat(output(() -> MetricsArchive.main(url))).contains("metrics/days: ");
    Map<LocalDate, Long> versions;
    try (Coffer coffer = Coffer.open(url)) {
      var days = coffer.records("metrics/days", Day.class, LocalDate.class);
      LocalDate before = today.minusDays(1);
      assertThat(days.get(before).orElseThrow().readings())
          .containsExactly(MetricsArchive.thermometer(before).readings());
      assertThat(days.find(before).orElseThrow().timeToLive())
          .isBetween(Duration.ofDays(3 * 365 - 2), Duration.ofDays(3 * 366));
      assertThat(coffer.report().collections())
          .filteredOn(each -> each.collection().equals("metrics/days"))
          .allMatch(each -> each.storedBytes() < each.logicalBytes() / 2);

      String lastMonth = today.minusMonths(1).toString().substring(0, 7);
      Month month = coffer.retrieve("metrics/months", lastMonth, Month.class).orElseThrow();
      assertThat(month.days()).isEqualTo(today.minusMonths(1).lengthOfMonth());
      assertThat(month.mean()).isBetween(month.least(), month.most());

      MetricsArchive archive = new MetricsArchive(coffer);
      LocalDate old = today.minus(MetricsArchive.KEPT).minusDays(1);
      archive.store(old, MetricsArchive.thermometer(old));
      assertThat(days.exists(old)).isFalse();
      versions = versions(coffer);
    }
    MetricsArchive.main(url);
    try (Coffer coffer = Coffer.open(url)) {
      assertThat(versions(coffer)).isEqualTo(versions);
    }
  }

  @Test
  void sessionState() throws Exception {
    assertThat(output(() -> SessionState.main(url)))
        .contains("The id before the login finds Optional.empty")
        .contains("After the restart: Session[user=alice, attributes={cart=2 tea}]")
        .contains("Sessions of alice: 1");
    SessionState.main(url);
    try (Coffer coffer = Coffer.open(url)) {
      SessionState state = new SessionState(coffer);
      assertThat(SessionState.ofUser(coffer, "alice").count()).isEqualTo(2);
      String bob = state.logIn(state.create(), "bob");
      state.logOut("alice");
      assertThat(SessionState.ofUser(coffer, "alice").count()).isZero();
      try (Stream<String> left = coffer.records("sessions", Session.class).keys(Range.all())) {
        assertThat(left).containsExactly(bob);
      }
      assertThatThrownBy(() -> state.logIn("unknown", "alice")).isNotNull();
      assertThat(SessionState.ofUser(coffer, "alice").count()).isZero();
    }
  }

  @Test
  void eachProgramHasAtMost100Lines() throws Exception {
    try (Stream<Path> programs = Files.list(Path.of("src/main/java/example/programs"))) {
      assertThat(programs).hasSize(4).allMatch(each -> lines(each) <= 100);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<LocalDate, Long> versions(Coffer coffer) {
    Map<LocalDate, Long> versions = new TreeMap<>();
    coffer
        .records("metrics/days", Day.class, LocalDate.class)
        .metadata(Range.all())
        .forEach(each -> versions.put(each.key(), each.version()));
    return versions;
  }

  private interface Program {
    void run() throws Exception;
  }

  private static String output(Program program) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(console);
    }
    return bytes.toString(UTF_8);
  }
}
