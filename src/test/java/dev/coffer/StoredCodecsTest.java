package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.codec.frame.Frames;
import dev.coffer.hash.ContentHasher;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Databases that schema version 6 wrote with each codec and each hash function can be read,
 * recompressed and written. {@code -Dcoffer.codecs.write} wrote them.
 */
class StoredCodecsTest {
  private static final int MANY = 60;

  private static Path script(String codec) {
    return Path.of(
        "src", "test", "resources", "dev", "coffer", "earlier", "schema-6-" + codec + ".sql");
  }

  private static Coffer open(TestDatabase database, OpenSettings settings) {
    return Coffer.open(settings.withUser(database.user()).withPassword(database.password()));
  }

  private static OpenSettings settings(TestDatabase database) {
    return OpenSettings.of(database.jdbcUrl());
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < MANY; i++) {
      names.put(
          "name " + i,
          "{\"number\": " + i * 7919 + ", \"kind\": \"an ordinary value of a stored database\"}");
    }
    return names;
  }

  private static byte[] text(String line, int times) {
    return line.repeat(times).getBytes(UTF_8);
  }

  private static final byte[] DOCUMENT = text("A document that is a content.\n", 300);
  private static final byte[] LARGE = text("A large value.\n", 2_000);

  private static void write(String codec, HashAlgorithm algorithm) throws SQLException {
    try (TestDatabase database = TestDatabase.h2()) {
      OpenSettings settings = settings(database).withCodec(codec).withHashAlgorithm(algorithm);
      try (Coffer coffer = open(database, settings)) {
        coffer.records("plain", String.class).putAll(names());
        coffer.records("trained", String.class).putAll(names());
        coffer.trainDictionary("trained");
        names()
            .forEach((key, value) -> coffer.records("trained", String.class).put(key, value + '.'));
        coffer.records("large", byte[].class).put("large", LARGE);
        coffer.contents().store(DOCUMENT);
        try (Connection connection = database.connect();
            PreparedStatement statement = connection.prepareStatement("script drop to ?")) {
          statement.setString(1, script(codec).toString());
          statement.execute();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"raw, SHA256", "brotli, SHA256", "zstd, BLAKE3"})
  void isReadRecompressedAndWritten(String codec, HashAlgorithm algorithm) throws Exception {
    if (System.getProperty("coffer.codecs.write") != null) {
      write(codec, algorithm);
    }
    try (TestDatabase database = TestDatabase.h2()) {
      try (Connection connection = database.connect();
          PreparedStatement restore = connection.prepareStatement("runscript from ?")) {
        restore.setString(1, script(codec).toString());
        restore.execute();
      }
      assertThat(codecs(database, "coffer_record where collection = 'trained'")).contains(codec);
      assertThat(codecs(database, "coffer_frame")).contains(codec);
      try (Coffer coffer = open(database, settings(database))) {
        reads(coffer, algorithm);
        coffer.recompress(RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO));
        reads(coffer, algorithm);
        writes(coffer);
      }
    }
  }

  private static List<String> codecs(TestDatabase database, String rows) throws SQLException {
    List<String> codecs = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet frames = statement.executeQuery("select frame from " + rows)) {
      while (frames.next()) {
        byte[] frame = frames.getBytes(1);
        if (frame != null) {
          codecs.add(Frames.codec(frame));
        }
      }
    }
    return codecs;
  }

  private static void reads(Coffer coffer, HashAlgorithm algorithm) throws IOException {
    assertThat(coffer.verify().damaged()).isEmpty();
    RecordRepository<String, String> plain = coffer.records("plain", String.class);
    RecordRepository<String, String> trained = coffer.records("trained", String.class);
    names()
        .forEach(
            (key, value) -> {
              assertThat(plain.get(key)).contains(value);
              assertThat(trained.get(key)).contains(value + '.');
            });
    assertThat(coffer.records("large", byte[].class).get("large")).contains(LARGE);
    ContentHash hash = ContentHasher.hash(algorithm, DOCUMENT);
    try (InputStream stream = coffer.contents().open(hash)) {
      assertThat(stream.readAllBytes()).isEqualTo(DOCUMENT);
    }
  }

  private static void writes(Coffer coffer) {
    RecordRepository<String, String> trained = coffer.records("trained", String.class);
    assertThat(trained.put("name 7", names().get("name 7") + '.').outcome())
        .isEqualTo(PutOutcome.UNCHANGED);
    assertThat(trained.put("name 7", "changed").outcome()).isEqualTo(PutOutcome.REPLACED);
    assertThat(trained.get("name 7")).contains("changed");
    assertThat(coffer.verify().damaged()).isEmpty();
  }
}
