package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CofferException;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.Forwarder;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads of a record whose write the server executed after a timeout of its client. */
abstract class LostAnswerContract {

  private static final Pattern SERVER = Pattern.compile("//(?<host>[^:/]+):(?<port>\\d+)/");

  private static final byte[] OLD = "old".getBytes(UTF_8);
  private static final byte[] NEW = "what is kept back".getBytes(UTF_8);

  private TestDatabase database;
  private Forwarder forwarder;
  private Coffer coffer;
  private RecordRepository<byte[], String> records;

  abstract TestDatabase newDatabase();

  /** The URL parameter for a timeout of one second. */
  abstract String socketTimeout();

  /** The text that a driver sends only to commit a transaction. */
  abstract String commit();

  @BeforeEach
  void open() throws Exception {
    database = newDatabase().migrate();
    Matcher server = SERVER.matcher(database.jdbcUrl());
    assertThat(server.find()).isTrue();
    forwarder = new Forwarder(server.group("host"), Integer.parseInt(server.group("port")));
    String url = server.replaceFirst("//localhost:" + forwarder.port() + "/");
    coffer =
        Coffer.open(
            OpenSettings.of(url + (url.contains("?") ? "&" : "?") + socketTimeout())
                .withUser(database.user())
                .withPassword(database.password())
                .withMigration(false)
                .withRecordCache(RecordCacheMode.SINGLE_NODE));
    records = coffer.records("c", byte[].class);
    records.put("k", OLD);
    assertThat(records.get("k")).hasValue(OLD);
  }

  @AfterEach
  void close() throws Exception {
    coffer.close();
    forwarder.close();
    database.close();
  }

  @Test
  void aSinglePutThatTheServerExecutesLaterIsRead() throws Exception {
    forwarder.keepBack(new String(NEW, UTF_8));
    assertThatThrownBy(() -> records.put("k", NEW)).isInstanceOf(CofferException.class);
    theServerDoesItLater();
  }

  @Test
  void aTransactionThatTheServerCommitsLaterIsRead() throws Exception {
    forwarder.keepBack(commit());
    assertThatThrownBy(() -> records.putAll(Map.of("k", NEW, "another", NEW)))
        .isInstanceOf(CofferException.class);
    theServerDoesItLater();
  }

  private void theServerDoesItLater() throws SQLException {
    assertThat(records.get("k")).hasValue(OLD);
    assertThat(records.get("k")).hasValue(OLD);
    long before = version();
    forwarder.release();
    while (version() == before) {
      Thread.onSpinWait();
    }
    assertThat(records.get("k")).hasValue(NEW);
    coffer.evictCachedRecords();
    assertThat(records.get("k")).hasValue(NEW);
  }

  private long version() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select version from coffer_record where record_key = 'k'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
