package dev.coffer.dictionary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.codec.frame.Frames;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The common dictionaries of collections, which need no request, on every database. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class CommonDictionariesContract {
  private static final String PATIENTS = "patients";

  /** A number of records after which a training has begun. */
  private static final int MANY = BulkTraining.FIRST + 500;

  record Patient(String name, String ward, String secret, boolean insured) {}

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withMaintenance(MaintenanceSettings.defaults().withKeepDictionaries(Duration.ZERO));
  }

  private Coffer open() {
    return Coffer.open(settings());
  }

  private static String secret(int number) {
    StringBuilder text = new StringBuilder();
    new Random(number).ints(40, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
    return text.toString();
  }

  private static Patient patient(int number) {
    String ward = List.of("intensive care", "maternity", "orthopaedics").get(number % 3);
    return new Patient("patient " + number, ward, secret(number), number % 2 == 0);
  }

  private static RecordRepository<Patient, String> patients(Coffer coffer) {
    return coffer.records(PATIENTS, Patient.class);
  }

  private static Map<String, Patient> some(int from, int to) {
    Map<String, Patient> some = new HashMap<>();
    for (int number = from; number < to; number++) {
      some.put("p%06d".formatted(number), patient(number));
    }
    return some;
  }

  private static void load(Coffer coffer, int from, int to) {
    for (int start = from; start < to; start += 500) {
      patients(coffer).putAll(some(start, Math.min(to, start + 500)));
    }
  }

  private static RunReport train(Coffer coffer) {
    return coffer.maintenance().run(MaintenanceTask.TRAIN);
  }

  @Test
  void holdNothingOfASingleRecord() throws SQLException {
    try (Coffer coffer = open()) {
      load(coffer, 0, 1000);
      assertThat(coffer.trainDictionary(PATIENTS).gain()).isGreaterThan(1.3);
      patients(coffer).put("new", patient(1000));
      assertThat(neededBy("new")).isNotNull();
    }
    String dictionary = new String(bytes("select dictionary from coffer_dictionary"), ISO_8859_1);
    assertThat(dictionary).contains("intensive care", "\"insured\":");
    for (int number = 0; number < 1000; number++) {
      String secret = secret(number);
      for (int at = 0; at + 16 <= secret.length(); at++) {
        assertThat(dictionary).doesNotContain(secret.substring(at, at + 16));
      }
    }
    assertThat(number("select shared_by from coffer_common_dictionary")).isEqualTo(16);
    assertThat(number("select window_bytes from coffer_common_dictionary")).isEqualTo(16);
  }

  @Test
  void areUsedWithoutALock() throws SQLException {
    try (Coffer coffer = open();
        Coffer other = open()) {
      load(coffer, 0, 400);
      assertThat(coffer.trainDictionary(PATIENTS).dictionary()).isNotNull();
      coffer.runInTransaction(
          stores -> {
            stores.records(PATIENTS, Patient.class).put("new", patient(1000));
            stores.records(PATIENTS, Patient.class).putAll(some(2000, 2100));
            // It would fail if the transaction had a lock on the dictionary.
            assertThat(other.forgetDictionary(PATIENTS)).isTrue();
          });
      assertThat(neededBy("new")).isNotNull();
      assertThat(patients(other).get("new")).contains(patient(1000));
      assertThat(other.verify().damaged()).isEmpty();
    }
  }

  @Test
  void areNeverDeleted() throws SQLException {
    try (Coffer coffer = open()) {
      load(coffer, 0, 400);
      assertThat(coffer.trainDictionary(PATIENTS).dictionary()).isNotNull();
      patients(coffer).put("new", patient(1000));

      assertThat(coffer.erase(PATIENTS, "new").dictionaries()).isEmpty();
      patients(coffer).put("newer", patient(1001));
      assertThat(neededBy("newer")).as("it is still in use").isNotNull();
      assertThat(coffer.forgetDictionary(PATIENTS)).isTrue();
      RunReport run = coffer.maintenance().run(MaintenanceTask.FORGET_DICTIONARIES);
      assertThat(run.figure("dictionaries") + run.figure("kept")).isZero();
      assertThat(number("select count(*) from coffer_dictionary")).isOne();

      // What an earlier release does, which knows no common dictionaries.
      assertThatThrownBy(() -> execute("delete from coffer_dictionary"))
          .isInstanceOf(SQLException.class);
      patients(coffer).put("newest", patient(1002));
      assertThat(neededBy("newest")).isNull();
      assertThat(patients(coffer).get("newer")).contains(patient(1001));
    }
  }

  @Test
  void areNotTrainedAgainAfterTheyWereForgotten() {
    try (Coffer coffer = open()) {
      load(coffer, 0, 2100);
      assertThat(coffer.trainDictionary(PATIENTS).dictionary()).isNotNull();
      coffer.forgetDictionary(PATIENTS);
      assertThat(train(coffer).figure("collections")).isZero();
      assertThat(coffer.recompress().dictionaries()).isEmpty();
      assertThat(coffer.trainDictionary(PATIENTS).dictionary()).isNotNull();
      assertThat(coffer.forgetDictionary(PATIENTS)).isTrue();
    }
  }

  @Test
  void areTrainedByMaintenanceAndAgainWhenTheyGainLess() throws SQLException {
    try (Coffer coffer = open()) {
      load(coffer, 0, 1900);
      assertThat(train(coffer).figure("collections")).as("too few records").isZero();
      load(coffer, 1900, 2020);
      assertThat(train(coffer).figure("dictionaries")).isOne();
      assertThat(train(coffer).figure("collections")).as("it gains as much").isZero();
    }
    // It has written too few records itself for a training while records are written.
    try (Coffer coffer = open()) {
      RecordRepository<byte[], String> bytes = coffer.records(PATIENTS, byte[].class);
      Map<String, byte[]> others = new HashMap<>();
      for (int i = 0; i < 1000; i++) {
        String text =
            "<visit number='%d'><reason>a regular visit</reason><doctor>Dr. %s</doctor></visit>";
        others.put("v" + i, text.formatted(i * 7919, secret(i)).getBytes(ISO_8859_1));
      }
      bytes.putAll(others);
      RunReport again = train(coffer);
      assertThat(again.figure("dictionaries")).as("the new values gain nothing").isOne();
      assertThat(number("select count(*) from coffer_dictionary")).isEqualTo(2);
      assertThat(train(coffer).figure("collections")).isZero();
    }
  }

  @Test
  void areTrainedWhileRecordsAreWritten() throws Exception {
    try (Coffer coffer = open()) {
      load(coffer, 0, MANY);
      awaitDictionary();
      patients(coffer).put("put", patient(50_000));
      patients(coffer).putAll(some(60_000, 60_100));
      assertThat(neededBy("put")).isNotNull();
      assertThat(neededBy("p060007")).isEqualTo(neededBy("put"));
      assertThat(patients(coffer).get("p060007")).contains(patient(60_007));
    }
    try (Coffer coffer = open()) {
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  @Test
  void areTrainedByTheFirstLargeBatchForItself() throws SQLException {
    try (Coffer coffer = Coffer.open(settings().withPoolSize(1))) {
      load(coffer, 0, 400);
      assertThat(neededBy("p000007")).isNull();
      patients(coffer).putAll(some(1000, 1600));
      assertThat(neededBy("p001007")).isNotNull();
      patients(coffer).putAll(some(2000, 2600));
      assertThat(number("select count(*) from coffer_common_dictionary")).isOne();
      assertThat(train(coffer).figure("collections")).as("it gains as much").isZero();
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  @Test
  void areTrainedFromFewLargeRecords() throws SQLException {
    try (Coffer coffer = open()) {
      RecordRepository<byte[], String> documents = coffer.records("documents", byte[].class);
      Map<String, byte[]> first = new HashMap<>();
      for (int number = 0; number < 100; number++) {
        first.put("d" + number, document(number));
      }
      documents.putAll(first);
      documents.put("new", document(1000));
      assertThat(neededBy("d7")).isNotNull();
      assertThat(neededBy("new")).isNotNull();
      assertThat(documents.get("d7")).contains(document(7));
    }
  }

  @Test
  void areTrainedAgainFromMoreRecords() throws Exception {
    try (Coffer coffer = open()) {
      // Each of the secrets is in too few of the first records, and in enough of the later ones.
      for (int start = 0; start < BulkTraining.SECOND + 1000; start += 1000) {
        Map<String, byte[]> visits = new HashMap<>();
        for (int number = start; number < start + 1000; number++) {
          String visit =
              "<visit number='%d'><reason>a regular visit</reason><ward>maternity</ward>"
                  + "<insured>true</insured><doctor>Dr. %s</doctor></visit>";
          visits.put("v" + number, visit.formatted(number, secret(number % 200)).getBytes(UTF_8));
        }
        coffer.records(PATIENTS, byte[].class).putAll(visits);
        awaitDictionary();
      }
    }
    assertThat(number("select count(*) from coffer_common_dictionary")).isEqualTo(2);
    byte[] second = bytes("select dictionary from coffer_dictionary order by created_at desc");
    assertThat(new String(second, ISO_8859_1)).contains(secret(7), secret(193));
  }

  private Coffer openDense() {
    DictionarySettings dense = DictionarySettings.defaults().withMode(DictionaryMode.DENSE);
    return Coffer.open(settings().withDictionaries(dense));
  }

  private boolean isCommon(@Nullable String dictionary) throws SQLException {
    return number(
            "select count(*) from coffer_common_dictionary where dictionary_id = '"
                + dictionary
                + "'")
        > 0;
  }

  @Test
  void areUsedUntilMaintenanceTrainsADenseOne() throws SQLException {
    try (Coffer coffer = openDense()) {
      patients(coffer).putAll(some(0, 1000));
      assertThat(isCommon(neededBy("p000007"))).isTrue();
      assertThat(train(coffer).figure("collections")).as("too few records").isZero();
      load(coffer, 1000, 2100);
      assertThat(train(coffer).figure("dictionaries")).isOne();
      patients(coffer).put("new", patient(5000));
      assertThat(neededBy("new")).isNotNull();
      assertThat(isCommon(neededBy("new"))).isFalse();

      coffer.erase(PATIENTS, "p000007");
      patients(coffer).put("newer", patient(5001));
      assertThat(isCommon(neededBy("newer"))).as("it is in use again").isTrue();
    }
  }

  @Test
  void doNotReplaceADenseOne() throws Exception {
    try (Coffer coffer = openDense()) {
      load(coffer, 0, 400);
      assertThat(coffer.trainDictionary(PATIENTS).dictionary()).isNotNull();
      load(coffer, 400, MANY);
      patients(coffer).putAll(some(10_000, 10_600));
      awaitDictionary();
      assertThat(isCommon(neededBy("p010007"))).isFalse();
    }
    assertThat(number("select count(*) from coffer_common_dictionary")).isZero();
  }

  @Test
  void areNotUsedAgainBesideDenseOnesAfterTheyWereForgotten() throws SQLException {
    try (Coffer coffer = openDense()) {
      load(coffer, 0, 400);
      patients(coffer).putAll(some(400, 2100));
      assertThat(coffer.forgetDictionary(PATIENTS)).isTrue();
    }
    try (Coffer coffer = openDense()) {
      patients(coffer).putAll(some(3000, 4000));
      assertThat(neededBy("p003007")).isNull();
      assertThat(train(coffer).figure("dictionaries")).as("a dense one").isOne();
      patients(coffer).put("new", patient(5000));
      assertThat(neededBy("new")).isNotNull();
      assertThat(isCommon(neededBy("new"))).isFalse();
    }
  }

  private static byte[] document(int number) {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 300; line++) {
      String doctor = line % 30 == 0 ? secret(number + line) : "Smith";
      text.append("the patient was seen in %s by Dr. %s%n".formatted(line, doctor));
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  @Test
  void areNotTrainedByABatchInATransactionOfTheHost() throws SQLException {
    try (Coffer coffer = open()) {
      coffer.runInTransaction(
          stores -> stores.records(PATIENTS, Patient.class).putAll(some(0, 1000)));
      assertThat(neededBy("p000007")).isNull();
      patients(coffer).putAll(some(1000, 2000));
      assertThat(neededBy("p001007")).as("it is the first batch of its own").isNotNull();
    }
  }

  @Test
  void areNotTrainedByABatchAfterTheyWereForgotten() throws SQLException {
    try (Coffer coffer = open()) {
      patients(coffer).putAll(some(0, 1000));
      assertThat(coffer.forgetDictionary(PATIENTS)).isTrue();
    }
    try (Coffer coffer = open()) {
      patients(coffer).putAll(some(1000, 2000));
      assertThat(neededBy("p001007")).isNull();
    }
  }

  @Test
  void areGivenUpByAClose() throws SQLException {
    for (int round = 0; round < 5; round++) {
      try (Coffer coffer = open()) {
        load(coffer, round * MANY, (round + 1) * MANY);
      }
      assertThat(trainings()).isEmpty();
    }
    try (Coffer coffer = open()) {
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  private static List<Thread> trainings() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("coffer-dictionary"))
        .toList();
  }

  /** Waits for the trainings that the writes before have begun. */
  private void awaitDictionary() throws Exception {
    for (Thread training : trainings()) {
      training.join();
    }
    assertThat(number("select count(*) from coffer_dictionary")).isPositive();
  }

  @Test
  void areTrainedByPutsOfSingleRecordsWithOneConnection() throws Exception {
    try (Coffer coffer = Coffer.open(settings().withPoolSize(1))) {
      load(coffer, 0, MANY - 1000);
      some(MANY - 1000, MANY).forEach(patients(coffer)::put);
      awaitDictionary();
    }
    assertThat(number("select count(*) from coffer_common_dictionary")).isOne();
  }

  @Test
  void areTrainedFromRecordsOfTransactionsOfTheHost() throws Exception {
    try (JtaDatabase container = new JtaDatabase(database);
        SessionFactory sessions = container.sessions();
        Coffer coffer = Coffer.over(sessions).build()) {
      for (int start = 0; start < MANY; start += 1000) {
        container.manager().begin();
        patients(coffer).putAll(some(start, start + 1000));
        container.manager().commit();
      }
      awaitDictionary();
      container.manager().begin();
      patients(coffer).put("new", patient(50_000));
      assertThat(patients(coffer).get("new")).contains(patient(50_000));
      container.manager().commit();
      assertThat(neededBy("new")).isNotNull();
    }
  }

  @Test
  void areNotTrainedFromRecordsThatWereRolledBack() throws SQLException {
    try (Coffer coffer = open()) {
      assertThatThrownBy(
              () ->
                  coffer.runInTransaction(
                      stores -> {
                        stores.records(PATIENTS, Patient.class).putAll(some(0, MANY));
                        throw new IllegalStateException("rolled back");
                      }))
          .hasMessage("rolled back");
      load(coffer, 0, 10);
    }
    assertThat(number("select count(*) from coffer_dictionary")).isZero();
  }

  @Test
  void areNotKeptIfTheyGainNothing() throws SQLException {
    try (Coffer coffer = open()) {
      RecordRepository<byte[], String> bytes = coffer.records("noise", byte[].class);
      RecordRepository<byte[], String> tiny = coffer.records("tiny", byte[].class);
      Random random = new Random(1);
      for (int start = 0; start < MANY; start += 500) {
        Map<String, byte[]> noise = new HashMap<>();
        Map<String, byte[]> small = new HashMap<>();
        for (int i = start; i < start + 500; i++) {
          byte[] value = new byte[100];
          random.nextBytes(value);
          noise.put("n" + i, value);
          small.put("t" + i, new byte[] {(byte) i});
        }
        bytes.putAll(noise);
        tiny.putAll(small);
      }
      train(coffer);
      assertThat(train(coffer).figure("collections")).as("they are not tried every night").isZero();
    }
    assertThat(number("select count(*) from coffer_dictionary")).isZero();
  }

  @Test
  void areTrainedByOneOfSeveralProcesses() throws Exception {
    List<Future<?>> loads = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Coffer one = open();
        Coffer other = open()) {
      loads.add(threads.submit(() -> load(one, 0, MANY)));
      loads.add(threads.submit(() -> load(other, 10_000, 10_000 + MANY)));
      for (Future<?> load : loads) {
        load.get();
      }
      awaitDictionary();
    } finally {
      threads.shutdownNow();
    }
    assertThat(number("select count(*) from coffer_common_dictionary")).isBetween(1L, 3L);
    try (Coffer coffer = open()) {
      assertThat(coffer.verify().damaged()).isEmpty();
      patients(coffer).put("new", patient(1));
      assertThat(neededBy("new")).isNotNull();
    }
  }

  @Test
  void areNeitherTrainedNorUsedInACollectionWithoutDictionaries() throws SQLException {
    try (Coffer coffer = open()) {
      load(coffer, 0, 400);
      assertThat(coffer.trainDictionary(PATIENTS).dictionary()).isNotNull();
    }
    DictionarySettings none =
        DictionarySettings.defaults().withModeFor(DictionaryMode.NONE, List.of(PATIENTS));
    try (Coffer coffer = Coffer.open(settings().withDictionaries(none))) {
      patients(coffer).put("new", patient(1000));
      assertThat(neededBy("new")).isNull();
      assertThatThrownBy(() -> coffer.trainDictionary(PATIENTS))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("'" + PATIENTS + "'");
      load(coffer, 0, MANY);
      assertThat(train(coffer).figure("collections")).isZero();
    }
    assertThat(number("select count(*) from coffer_dictionary")).isOne();
  }

  private @Nullable String neededBy(String key) throws SQLException {
    return Frames.dictionary(
        bytes("select frame from coffer_record where record_key = '" + key + "'"));
  }

  private byte[] bytes(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return Objects.requireNonNull(rows.getBytes(1));
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
