package dev.coffer.bench.peer;

import dev.coffer.bench.report.Subject;
import dev.coffer.bench.server.Schema;
import dev.coffer.record.RecordCacheMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A contestant for small values, with its start on an empty database. */
public record RecordPeer(Subject subject, String place, Function<Schema, Records> opener) {

  private RecordPeer(Subject subject, Function<Schema, Records> opener) {
    this(subject, "", opener);
  }

  public static final RecordPeer RAW_JDBC =
      new RecordPeer(Subject.RAW_JDBC, schema -> new RawJdbc(schema, "", ""));

  public static final RecordPeer RAW_JDBC_PREPARED =
      new RecordPeer(
          Subject.RAW_JDBC_PREPARED, schema -> new RawJdbc(schema, "useServerPrepStmts=true", ""));

  public static final RecordPeer PAGE_COMPRESSED =
      new RecordPeer(
          Subject.PAGE_COMPRESSED, schema -> new RawJdbc(schema, "", "page_compressed=1"));

  public static final RecordPeer SESSION = new RecordPeer(Subject.SESSION, HibernateSession::new);

  public static final RecordPeer STATELESS =
      new RecordPeer(Subject.STATELESS, HibernateStatelessSession::new);

  public static final RecordPeer SECOND_LEVEL_CACHE =
      new RecordPeer(Subject.SECOND_LEVEL_CACHE, HibernateSecondLevelCache::new);

  /** Coffer without settings. */
  public static RecordPeer coffer(RecordCacheMode cache) {
    return coffer(Configuration.DEFAULT, cache);
  }

  /** Coffer with these settings. */
  public static RecordPeer coffer(Configuration configuration, RecordCacheMode cache) {
    return new RecordPeer(
        Subject.coffer(configuration.label()),
        schema -> new CofferRecords(schema, configuration, cache));
  }

  /** Coffer with page-compressed tables, which are not the default. */
  public static RecordPeer withPageCompression(RecordCacheMode cache) {
    return new RecordPeer(
        Subject.coffer(Subject.PAGES),
        schema -> {
          new CofferRecords(schema, Configuration.DEFAULT, RecordCacheMode.OFF).close();
          schema.tables().stream()
              .filter(table -> table.equals("coffer_record") || table.equals("coffer_frame"))
              .forEach(
                  table ->
                      schema.execute(
                          "alter table " + table + " page_compressed=1, page_compression_level=1"));
          return new CofferRecords(schema, Configuration.DEFAULT, cache);
        });
  }

  /** These, and Coffer. */
  public static List<RecordPeer> withCoffer(RecordCacheMode cache, RecordPeer... others) {
    List<RecordPeer> peers = new ArrayList<>(List.of(others));
    peers.add(coffer(cache));
    return peers;
  }

  /** The same in a database whose name ends with this place. */
  public RecordPeer at(String place) {
    return new RecordPeer(subject, place, opener);
  }

  /** The name of its database. */
  public String schemaName() {
    return "bench_"
        + (subject + " " + place).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
