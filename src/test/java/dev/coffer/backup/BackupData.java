package dev.coffer.backup;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.content.Holder;
import dev.coffer.dialect.Dialect;
import dev.coffer.hash.ContentHasher;
import dev.coffer.record.Expiry;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Data for tests of backups. */
final class BackupData {
  private static final String[] TABLES = {
    "coffer_record: collection, record_key, type, version, size, frame, created_at, updated_at,"
        + " expires_at, content_id",
    "coffer_record_expiry: collection, record_key, due_at",
    "coffer_record_content: collection, record_key, content_id",
    "coffer_record_reference: collection, record_key, content_id",
    "coffer_content: id, domain, algorithm, digest, size, created_at",
    "coffer_frame: content_id, frame, stored_size",
    "coffer_part: content_id, position, part_id, part_offset",
    "coffer_retained: content_id, since",
    "coffer_holder: content_id, holder, since",
    "coffer_dictionary: collection, dictionary_id, domain, dictionary, created_at, retired_at",
    "coffer_common_dictionary: collection, dictionary_id, domain, window_bytes, shared_by, gain"
  };

  record Letter(String text, ContentHash attachment) {}

  /** Longer bytes are compared by their hash. */
  private static final int LONG = 200;

  private BackupData() {}

  static Coffer open(TestDatabase database) {
    return Coffer.open(
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password()));
  }

  static TestDatabase newDatabase(Dialect.Product product) {
    return switch (product) {
      case H2 -> TestDatabase.h2();
      case MARIADB -> TestDatabase.mariadb();
      case POSTGRESQL -> TestDatabase.postgresql();
    };
  }

  static byte[] noise(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static ContentHash hashOf(byte[] bytes) {
    return ContentHasher.hash(HashAlgorithm.BLAKE3, bytes);
  }

  /** Records and contents of every form. */
  static void fill(Coffer coffer) {
    RecordRepository<String, String> names = coffer.records("names", String.class);
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 3_000; i++) {
      many.put("name " + i, "value number " + i + " of many that are much alike");
    }
    names.putAll(many);
    names.put("ключ 𝄞", "text", Expiry.after(Duration.ofHours(1)));
    names.put("name 7", "changed");
    coffer.trainDictionary("names");
    names.putAll(Map.of("after training", "value number 1 of many that are much alike"));
    coffer.records("large", byte[].class).put("large", noise(1, 100_000));
    ContentHash attachment = coffer.contents().store(noise(2, 3 << 20)).hash();
    coffer.records("letters", Letter.class).put("a", new Letter("see there", attachment));
    coffer.contents().retain(attachment, Holder.of("archive"));
    for (int i = 0; i < 20; i++) {
      coffer.contents().store(("content " + i).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All rows of Coffer's tables as text. */
  static List<String> rows(TestDatabase database) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String each : TABLES) {
        String[] parts = each.split(": ", 2);
        try (ResultSet row = statement.executeQuery("select " + parts[1] + " from " + parts[0])) {
          List<String> ofTable = new ArrayList<>();
          while (row.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= parts[1].split(",").length; i++) {
              Object value = row.getObject(i);
              values.add(value instanceof byte[] bytes ? text(bytes) : String.valueOf(value));
            }
            ofTable.add(parts[0] + values);
          }
          ofTable.sort(null);
          rows.addAll(ofTable);
        }
      }
    }
    return rows;
  }

  /** Stores a content of another domain, and gives this id to it. */
  static void storeWithId(Coffer coffer, long id) {
    long template = coffer.contents().store(noise((int) id, 100)).id();
    coffer.runInTransaction(
        stores -> {
          for (String sql :
              List.of(
                  "insert into coffer_content (id, domain, algorithm, digest, size, created_at)"
                      + " select :id, 'other', algorithm, digest, size, created_at from"
                      + " coffer_content where id = :template",
                  "insert into coffer_frame (content_id, frame, stored_size) select :id, frame,"
                      + " stored_size from coffer_frame where content_id = :template")) {
            stores
                .entityManager()
                .createNativeQuery(sql)
                .setParameter("id", id)
                .setParameter("template", template)
                .executeUpdate();
          }
        });
  }

  /** Deletes what a restore writes. */
  static void deleteRows(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String each :
          List.of(
              "coffer_record_reference",
              "coffer_record_content",
              "coffer_record_expiry",
              "coffer_record",
              "coffer_holder",
              "coffer_retained",
              "coffer_part",
              "coffer_frame",
              "coffer_content",
              "coffer_common_dictionary",
              "coffer_dictionary")) {
        statement.executeUpdate("delete from " + each);
      }
    }
  }

  private static String text(byte[] bytes) {
    return bytes.length > LONG ? hashOf(bytes).hex() : HexFormat.of().formatHex(bytes);
  }
}
