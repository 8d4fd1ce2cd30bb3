package dev.coffer.maintenance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Recompression beside writers, locks, damaged frames and stops, on every database. */
abstract class RecompressionRacesContract extends RecompressionFixture {

  @Test
  void neverOverwritesAConcurrentWrite() throws Exception {
    int writers = 3;
    int keys = 8;
    try (Coffer coffer = open("zstd");
        Coffer maintainer = open("brotli")) {
      ExecutorService threads = Executors.newFixedThreadPool(writers);
      CountDownLatch running = new CountDownLatch(writers);
      List<Future<Map<String, Long>>> all = new ArrayList<>();
      try {
        for (int w = 0; w < writers; w++) {
          int writer = w;
          all.add(
              threads.submit(
                  () -> {
                    try {
                      Map<String, Long> versions = new TreeMap<>();
                      for (int i = 0; i < 60; i++) {
                        String key = "w" + writer + "-" + i % keys;
                        versions.put(key, monsters(coffer).put(key, monster(i)).version());
                        coffer.contents().store(text(3000, writer * 1000 + i));
                      }
                      return versions;
                    } finally {
                      running.countDown();
                    }
                  }));
        }
        do {
          assertThat(maintainer.recompress(ALL).unreadable()).isZero();
        } while (running.getCount() > 0);
        for (int w = 0; w < writers; w++) {
          for (Map.Entry<String, Long> each : all.get(w).get().entrySet()) {
            int number = Integer.parseInt(each.getKey().substring(each.getKey().indexOf('-') + 1));
            int last = number + (59 - number) / keys * keys;
            var found = monsters(maintainer).find(each.getKey()).orElseThrow();
            assertThat(found.value()).isEqualTo(monster(last));
            assertThat(found.version()).isEqualTo(each.getValue());
          }
        }
        assertThat(coffer.verify().damaged()).isEmpty();
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void replacesOnlyTheFrameThatItRead() throws SQLException {
    try (Coffer coffer = open("brotli")) {
      monsters(coffer).put("m1", monster(1));
      byte[] read = frame("m1");
      monsters(coffer).delete("m1");
      monsters(coffer).put("m1", monster(2));
      RecordFrames frames =
          new RecordFrames("monsters", DictionarySource.NONE, null, unit -> true, Set.of());
      FrameSource.Replacement late =
          new FrameSource.Replacement(new FrameSource.Stored("m1", read, false), read);
      List<FrameSource.Replacement> replaced = inUnit(unit -> frames.replace(unit, List.of(late)));
      assertThat(replaced).isEmpty();
      assertThat(monsters(coffer).get("m1")).contains(monster(2));
    }
  }

  @Test
  void neverWaitsForALock() throws SQLException {
    try (Coffer writer = open("zstd");
        Coffer coffer = open("brotli");
        Connection host = database.connect()) {
      monsters(writer).putAll(some(5));
      writer.contents().store(text(5000, 1));
      byte[] locked = frame("m1");
      host.setAutoCommit(false);
      update(
          host,
          "update coffer_record set version = version + 1"
              + " where collection = 'monsters' and record_key = 'm1'");
      update(host, "update coffer_frame set stored_size = stored_size + 0");

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report.examined()).isEqualTo(6);
      assertThat(report.replaced()).isEqualTo(4);
      host.rollback();
      assertThat(frame("m1")).isEqualTo(locked);
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  @Test
  void skipsAndReportsUnreadableFrames() throws Exception {
    try (Coffer writer = open("zstd");
        Coffer coffer = open("brotli")) {
      monsters(writer).putAll(some(5));
      ContentHash hash = writer.contents().store(text(5000, 1)).hash();
      byte[] damaged = frame("m1");
      damaged[damaged.length / 2] ^= 1;
      byte[] foreign = {0x1e, 5, 1, 2, 3, 4, 5, 6, 7};
      setFrame("m1", damaged);
      setFrame("m2", foreign);
      try (Connection connection = database.connect()) {
        update(connection, "update coffer_frame set stored_size = -stored_size");
      }

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report.unreadable()).isEqualTo(3);
      assertThat(report.problems())
          .satisfiesExactlyInAnyOrder(
              each -> assertThat(each).contains("'m1'", "'monsters'", "damaged"),
              each -> assertThat(each).contains("'m2'", "'monsters'", "codec 14"),
              each -> assertThat(each).contains("marked as damaged"));
      assertThat(report.replaced()).isEqualTo(3);
      assertThat(frame("m1")).isEqualTo(damaged);
      assertThat(frame("m2")).isEqualTo(foreign);
      assertThat(number("select count(*) from coffer_frame where stored_size < 0")).isEqualTo(1);
      assertThat(read(coffer, hash)).isEqualTo(text(5000, 1));
    }
  }

  @Test
  void continuesAfterAnInterruption() throws SQLException {
    try (Coffer coffer = open("zstd")) {
      monsters(coffer).putAll(some(450));
      AtomicInteger asked = new AtomicInteger();

      RecompressionReport first = coffer.recompress(ALL, () -> asked.incrementAndGet() < 3);

      assertThat(first.finished()).isFalse();
      assertThat(first.examined()).isEqualTo(200);
      RecompressionReport second = coffer.recompress(ALL);
      assertThat(second.finished()).isTrue();
      assertThat(second.examined()).isEqualTo(250);
      assertThat(coffer.recompress(ALL).examined()).isZero();
    }
  }

  private <R> R inUnit(Work<R> work) {
    try (SessionFactory sessions = SessionFactories.over(database)) {
      return new OwnTransactions(
              sessions,
              database.dialect(),
              new SchemaAccess(Schema.VERSION, Schema.VERSION, "identity"),
              new StatisticsRecorder())
          .write(work);
    }
  }

  private void setFrame(String key, byte[] frame) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "update coffer_record set frame = ? where record_key = ?")) {
      statement.setBytes(1, frame);
      statement.setString(2, key);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static void update(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }
}
