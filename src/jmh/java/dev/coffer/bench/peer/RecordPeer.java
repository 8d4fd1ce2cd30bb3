package dev.coffer.bench.peer;

import dev.coffer.bench.report.Subject;
import dev.coffer.bench.server.Schema;
import dev.coffer.cache.RecordCacheMode;
import java.util.Locale;
import java.util.function.Function;

/** A contestant for small values: who it is, and how it begins on an empty database. */
public record RecordPeer(Subject subject, Function<Schema, Records> opener) {

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

  /** Coffer with these settings. */
  public static RecordPeer coffer(Configuration configuration, RecordCacheMode cache) {
    return new RecordPeer(
        Subject.coffer(configuration.label(), ""),
        schema -> new CofferRecords(schema, configuration, cache));
  }

  /** Its name as that of a database. */
  public String schemaName() {
    return "bench_" + subject.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
