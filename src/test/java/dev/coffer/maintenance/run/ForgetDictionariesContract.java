package dev.coffer.maintenance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.testing.SessionFactories;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The deletion of retired dictionaries, on every database. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class ForgetDictionariesContract extends DictionaryFixture {

  /** Whether a retirement waits for transactions that write with the dictionary. */
  boolean retirementsWait() {
    return database.product() != Dialect.Product.H2;
  }

  private static RunReport forget(Coffer coffer) {
    return forget(coffer, RunOptions.defaults());
  }

  private static RunReport forget(Coffer coffer, RunOptions options) {
    return coffer.maintenance().run(MaintenanceTask.FORGET_DICTIONARIES, options);
  }

  @Test
  void deletesARetiredDictionaryAfterTheFramesThatNeedIt() throws SQLException {
    try (Coffer coffer = open()) {
      String id = train(coffer);
      monsters(coffer).putAll(some(1000, 1450));
      Put put = monsters(coffer).put("one", monster(1));
      assertThat(needed("one")).isEqualTo(id);
      coffer.forgetDictionary(MONSTERS);
      long bytes = number("select sum(octet_length(dictionary)) from coffer_dictionary");

      RunReport forecast = forget(coffer, RunOptions.defaults().withDryRun(true));
      assertThat(dictionaries()).isEqualTo(1);
      assertThat(needed("one")).isEqualTo(id);
      RunReport run = forget(coffer);

      assertThat(run.outcome()).isEqualTo(RunOutcome.DONE);
      assertThat(run.figures())
          .isEqualTo(forecast.figures())
          .isEqualTo(Map.of("dictionaries", 1L, "bytes", bytes, "rewritten", 451L, "kept", 0L));
      assertThat(dictionaries()).isZero();
      assertThat(monsters(coffer).get("one")).contains(monster(1));
      assertThat(monsters(coffer).find("one").orElseThrow().version()).isEqualTo(put.version());
      assertThat(monsters(coffer).put("one", monster(1)).outcome()).isEqualTo(PutOutcome.UNCHANGED);
      try (Coffer other = open()) {
        assertThat(monsters(other).getAll(some(1000, 1450).keySet())).isEqualTo(some(1000, 1450));
        assertThat(other.verify().damaged()).isEmpty();
      }
    }
  }

  @Test
  void keepsAnActiveDictionaryAndARecentlyRetiredOne() throws SQLException {
    try (Coffer coffer = Coffer.open(settings().withMaintenance(MaintenanceSettings.defaults()))) {
      String id = train(coffer);
      monsters(coffer).put("one", monster(1));
      assertThat(forget(coffer).figure("dictionaries")).isZero();
      coffer.forgetDictionary(MONSTERS);
      assertThat(forget(coffer).figure("dictionaries")).isZero();
      assertThat(needed("one")).isEqualTo(id);

      execute("update coffer_dictionary set retired_at = timestamp '2001-01-01 00:00:00'");
      assertThat(forget(coffer).figure("dictionaries")).isEqualTo(1);
      assertThat(monsters(coffer).get("one")).contains(monster(1));
    }
  }

  @Test
  void compressesWithTheNewDictionary() throws SQLException {
    try (Coffer coffer = open()) {
      train(coffer);
      monsters(coffer).put("one", monster(1));
      coffer.forgetDictionary(MONSTERS);
      monsters(coffer).putAll(some(2000, 2600));
      String newer = coffer.trainDictionary(MONSTERS).dictionary();

      assertThat(forget(coffer).figure("dictionaries")).isEqualTo(1);

      assertThat(needed("one")).isEqualTo(newer);
      assertThat(dictionaries()).isEqualTo(1);
      try (Coffer other = open()) {
        assertThat(monsters(other).get("one")).contains(monster(1));
      }
    }
  }

  /** The retirement and the deletion wait for the transactions that write with the dictionary. */
  @Test
  void losesNoValueOfAnOpenTransaction() throws Exception {
    try (Coffer coffer = open();
        SessionFactory sessions = SessionFactories.over(database);
        Coffer joined = Coffer.over(sessions).build();
        EntityManager host = sessions.createEntityManager()) {
      String id = train(coffer);
      host.getTransaction().begin();
      joined.in(host).records(MONSTERS, Monster.class).put("open", monster(1));
      joined.in(host).records(MONSTERS, Monster.class).putIfAbsent("absent", monster(2));
      CompletableFuture<RunReport> forgetting =
          CompletableFuture.supplyAsync(
              () -> {
                coffer.forgetDictionary(MONSTERS);
                return forget(coffer);
              });
      if (!retirementsWait()) {
        assertThat(forgetting.get().figure("kept")).isEqualTo(1);
      }
      joined.in(host).records(MONSTERS, Monster.class).put("later", monster(3));
      host.getTransaction().commit();
      forgetting.get();
      forget(coffer);

      assertThat(dictionaries()).isZero();
      assertThat(needed("open")).isNotEqualTo(id);
      assertThat(monsters(coffer).getAll(List.of("open", "absent", "later")))
          .isEqualTo(Map.of("open", monster(1), "absent", monster(2), "later", monster(3)));
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  /** Another process still takes a retired dictionary for the active one. */
  @Test
  void losesNoValueOfAProcessThatDoesNotKnowOfTheRetirement() throws SQLException {
    try (Coffer coffer = open();
        Coffer other = open()) {
      String id = train(coffer);
      monsters(other).put("before", monster(1));
      assertThat(needed("before")).isEqualTo(id);
      coffer.forgetDictionary(MONSTERS);

      monsters(other).put("before", monster(2));
      monsters(other).put("single", monster(3));
      other.runInTransaction(
          stores -> stores.records(MONSTERS, Monster.class).put("joined", monster(4)));
      monsters(other).putAll(some(1000, 1100));
      monsters(other).putIfAbsent("absent", monster(5));

      for (String key : List.of("before", "single", "joined", "m1000", "absent")) {
        assertThat(needed(key)).as(key).isNull();
      }
      assertThat(forget(coffer).figure("dictionaries")).isEqualTo(1);
      assertThat(monsters(other).get("before")).contains(monster(2));
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  @Test
  void leavesCachedFramesReadableInOtherProcesses() throws SQLException {
    int number = 1000;
    for (RecordCacheMode mode : List.of(RecordCacheMode.VALIDATED, RecordCacheMode.SINGLE_NODE)) {
      number += 10;
      Map<String, Monster> values = some(number, number + 10);
      try (Coffer coffer = open();
          Coffer other = Coffer.open(settings().withRecordCache(mode).withHeapCache(0))) {
        train(coffer);
        monsters(coffer).putAll(values);
        // The frames with the dictionary stay in the second-level cache of the other process.
        values.forEach((key, value) -> assertThat(monsters(other).get(key)).contains(value));
        coffer.forgetDictionary(MONSTERS);
        assertThat(forget(coffer).figure("dictionaries")).isEqualTo(1);

        values.forEach((key, value) -> assertThat(monsters(other).get(key)).contains(value));
        RunReport eviction = other.maintenance().run(MaintenanceTask.EVICT);
        assertThat(eviction.figure("entries")).as("the dictionary in memory").isEqualTo(1);
        values.forEach((key, value) -> assertThat(monsters(other).get(key)).contains(value));
        assertThat(monsters(other).getAll(values.keySet())).isEqualTo(values);
      }
    }
  }

  /** A page of a scan is decoded after the dictionary of its frames was deleted. */
  @Test
  void leavesAScanReadable() throws SQLException {
    try (Coffer coffer = open();
        Coffer other = open()) {
      train(coffer);
      monsters(coffer).putAll(some(1000, 1010));
      try (var scan = monsters(other).scan(Range.prefix("m10"))) {
        var page = scan.iterator();
        // Values of the first records, which need no dictionary, open the page.
        assertThat(page.next().value()).isNotNull();
        coffer.forgetDictionary(MONSTERS);
        assertThat(forget(coffer).figure("dictionaries")).isEqualTo(1);
        other.maintenance().run(MaintenanceTask.EVICT);
        int left = 0;
        while (page.hasNext()) {
          assertThat(some(0, 1010)).containsValue(page.next().value());
          left++;
        }
        assertThat(left).isGreaterThanOrEqualTo(10);
      }
    }
  }

  @Test
  void keepsADictionaryThatARenameBringsFramesFor() throws SQLException {
    try (Coffer coffer = open()) {
      String id = train(coffer);
      monsters(coffer).put("one", monster(1));
      coffer.records().renameCollection(MONSTERS, "beasts");
      // Both collections have the dictionary; that of the old name is retired and unused.
      coffer.forgetDictionary(MONSTERS);
      coffer.records().renameCollection("beasts", MONSTERS);
      assertThat(needed("one")).isEqualTo(id);

      RunReport run = forget(coffer);

      assertThat(run.figure("dictionaries")).isEqualTo(1);
      assertThat(needed("one")).as("rewritten before the deletion").isNull();
      assertThat(monsters(coffer).get("one")).contains(monster(1));
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  @Test
  void keepsADictionaryWhoseFramesCannotBeRead() throws SQLException {
    try (Coffer coffer = open()) {
      String id = train(coffer);
      monsters(coffer).put("damaged", monster(1));
      monsters(coffer).put("sound", monster(2));
      coffer.forgetDictionary(MONSTERS);
      damageEnd("damaged");

      RunReport forecast = forget(coffer, RunOptions.defaults().withDryRun(true));
      RunReport run = forget(coffer);

      assertThat(run.figures()).isEqualTo(forecast.figures());
      assertThat(run.figures())
          .containsEntry("kept", 1L)
          .containsEntry("rewritten", 1L)
          .containsEntry("dictionaries", 0L);
      assertThat(needed("damaged")).isEqualTo(id);
      assertThat(monsters(coffer).get("sound")).contains(monster(2));

      monsters(coffer).delete("damaged");
      assertThat(forget(coffer).figure("dictionaries")).isEqualTo(1);
    }
  }

  private void damageEnd(String key) throws SQLException {
    try (var connection = database.connect();
        var query =
            connection.prepareStatement("select frame from coffer_record where record_key = ?");
        var update =
            connection.prepareStatement(
                "update coffer_record set frame = ? where record_key = ?")) {
      query.setString(1, key);
      try (var row = query.executeQuery()) {
        row.next();
        byte[] frame = row.getBytes(1);
        frame[frame.length - 1] ^= 1;
        update.setBytes(1, frame);
        update.setString(2, key);
        update.executeUpdate();
      }
    }
  }

  @Test
  void stopsAndContinues() throws SQLException {
    try (Coffer coffer = open()) {
      train(coffer);
      monsters(coffer).putAll(some(1000, 1450));
      coffer.forgetDictionary(MONSTERS);
      int[] left = {3};

      RunReport stopped = forget(coffer, RunOptions.defaults().withGoOn(() -> left[0]-- > 0));
      assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
      assertThat(stopped.figure("rewritten")).isBetween(1L, 449L);
      assertThat(dictionaries()).isEqualTo(1);
      RunReport run = forget(coffer);

      assertThat(run.figure("rewritten") + stopped.figure("rewritten")).isEqualTo(450);
      assertThat(dictionaries()).isZero();
    }
  }
}
