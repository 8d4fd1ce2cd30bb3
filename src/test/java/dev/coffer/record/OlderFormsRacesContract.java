package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.RecompressionReport;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rewriting of older forms beside writers, failing functions and stops. */
abstract class OlderFormsRacesContract extends OlderFormsFixture {

  @Test
  void aRecordThatIsLockedIsLeftToTheNextRun() throws SQLException {
    RecordRepository<Player1, String> before = first(RecordCacheMode.OFF);
    before.put("free", new Player1("alice", 7));
    before.put("locked", new Player1("bob", 7));
    var unused = second(RecordCacheMode.OFF);
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      in(session).records(collection, Player2.class).touch("locked", Expiry.never());
      assertThat(recompress().upcast()).isEqualTo(1);
      session.getTransaction().rollback();
    }
    assertThat(types()).containsEntry("free", "player@2").containsEntry("locked", "player");
    assertThat(recompress().upcast()).isEqualTo(1);
    assertThat(types()).containsEntry("locked", "player@2");
  }

  @Test
  void aValueThatIsWrittenMeanwhileIsKept() throws SQLException {
    for (String name : List.of("alice", text(20_000))) {
      RecordRepository<Player1, String> before = first(RecordCacheMode.OFF);
      before.put("k", new Player1(name, 7));
      TypeName racing =
          TypeName.of("player", 2)
              .from(
                  1,
                  json -> {
                    before.put("k", new Player1(name, 8));
                    return withName(json);
                  });
      var unused =
          process(records -> records.registerType(Player2.class, racing), RecordCacheMode.OFF);

      assertThat(recompress().upcast()).isZero();

      assertThat(types()).containsEntry("k", "player");
      assertThat(before.get("k")).contains(new Player1(name, 8));
    }
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void noConcurrentChangeIsLost(RecordCacheMode mode) throws Exception {
    RecordRepository<Player1, String> before = first(mode);
    RecordRepository<Player2, String> players = second(mode);
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      for (int round = 1; round <= 5; round++) {
        for (int i = 0; i < 20; i++) {
          before.put("k" + i, new Player1("alice", 0));
        }
        List<Future<?>> changes = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
          changes.add(
              writers.submit(
                  () -> {
                    for (int i = 0; i < 20; i++) {
                      var unused =
                          players.update(
                              "k" + i, each -> new Player2(each.name(), each.points() + 1));
                    }
                  }));
        }
        RecompressionReport report = recompress();
        for (Future<?> each : changes) {
          each.get();
        }
        assertThat(report.unreadable()).isZero();
        try (Stream<StoredValue<Player2, String>> all = players.scan(Range.all())) {
          assertThat(all.map(StoredValue::value)).hasSize(20).containsOnly(new Player2("alice", 2));
        }
        for (int i = 0; i < 20; i++) {
          assertThat(players.get("k" + i)).contains(new Player2("alice", 2));
        }
      }
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void aValueThatCannotBeConvertedIsReportedAndKept() throws SQLException {
    RecordRepository<Player1, String> before = first(RecordCacheMode.OFF);
    before.put("a", new Player1("alice", 7));
    before.put("b", new Player1("bob", 7));
    TypeName failing =
        TypeName.of("player", 2)
            .from(
                1,
                json -> {
                  if ("alice".equals(json.get("nick"))) {
                    throw new IllegalStateException("not alice");
                  }
                  return withName(json);
                });
    var unused =
        process(records -> records.registerType(Player2.class, failing), RecordCacheMode.OFF);

    RecompressionReport report = recompress();

    assertThat(report.upcast()).isEqualTo(1);
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.problems().get(0)).contains("'a'", "'" + collection + "'", "not alice");
    assertThat(types()).isEqualTo(Map.of("a", "player", "b", "player@2"));
  }

  @Test
  void aStoppedRunIsContinued() throws SQLException {
    RecordRepository<Player1, String> before = first(RecordCacheMode.OFF);
    Map<String, Player1> many = new TreeMap<>();
    for (int i = 0; i < 450; i++) {
      many.put("k" + i, new Player1("name " + i, i));
    }
    before.putAll(many);
    RecordRepository<Player2, String> players = second(RecordCacheMode.OFF);
    List<Boolean> answers = new ArrayList<>(List.of(true, false));

    RecompressionReport first = recompress(ALL, () -> !answers.isEmpty() && answers.remove(0));
    RecompressionReport second = recompress();

    assertThat(first.upcast()).isBetween(1L, 449L);
    assertThat(first.finished()).isFalse();
    assertThat(first.upcast() + second.upcast()).isEqualTo(450);
    assertThat(second.finished()).isTrue();
    assertThat(types().values()).containsOnly("player@2");
    assertThat(players.get("k449")).contains(new Player2("name 449", 449));
  }
}
