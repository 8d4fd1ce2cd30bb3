package dev.coffer;

import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.SchemaException;
import dev.coffer.codec.FrameWriter;
import dev.coffer.content.ContentSettings;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappings;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.value.TypeNames;
import dev.coffer.schema.Schema;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.CurrentTransaction;
import dev.coffer.tx.HostTenants;
import dev.coffer.tx.TenantSessions;
import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Coffer} together over an entity manager factory. Not thread-safe. */
public final class CofferBuilder {

  private final EntityManagerFactory entityManagerFactory;
  private ContentSettings contentSettings = ContentSettings.defaults();
  private RecordSettings recordSettings = RecordSettings.defaults();
  private @Nullable FrameWriter frames;
  private @Nullable RecordCacheMode recordCache;
  private long heapCacheBytes = RecordCaching.DEFAULT_HEAP_BYTES;
  private @Nullable JsonMapping json;
  private @Nullable CurrentTransaction currentTransaction;
  private Set<String> autoDictionaries = Set.of();
  private boolean migrating;

  CofferBuilder(EntityManagerFactory entityManagerFactory) {
    this.entityManagerFactory = entityManagerFactory;
  }

  /**
   * Keeps contents apart from those of other domains: equal bytes in two domains are stored twice,
   * and the hash of one tells nothing about the other. The empty domain is the default.
   *
   * @throws IllegalArgumentException if the name has more than 64 characters, or others than
   *     printable ASCII
   */
  public CofferBuilder domain(String domain) {
    Objects.requireNonNull(domain, "The argument 'domain' is null.");
    contentSettings = new ContentSettings(domain, contentSettings.algorithm());
    return this;
  }

  /** Hashes new contents by this function; BLAKE3 by default. Others stay readable. */
  public CofferBuilder hashAlgorithm(HashAlgorithm algorithm) {
    Objects.requireNonNull(algorithm, "The argument 'algorithm' is null.");
    contentSettings = new ContentSettings(contentSettings.domain(), algorithm);
    return this;
  }

  /**
   * Compresses what it writes by the codec of this name: {@code zstd}, {@code brotli}, {@code raw}
   * for none, or one of the application's own. By default Zstandard where zstd-jni is on the class
   * path, else Brotli. Frames of every codec that works here are read. Attributes that a converter
   * compresses are written by the default, whatever is chosen here.
   *
   * @throws IllegalArgumentException if no codec has this name
   * @throws dev.coffer.api.CodecUnavailableException if it does not work here
   */
  public CofferBuilder codec(String name) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    frames = FrameWriter.by(name);
    return this;
  }

  /** Limits of records. */
  public CofferBuilder records(RecordSettings settings) {
    recordSettings = Objects.requireNonNull(settings, "The argument 'settings' is null.");
    return this;
  }

  /**
   * How far cached records are trusted; null for the default: {@code SINGLE_NODE} on an H2 that
   * this process alone has open, {@code VALIDATED} elsewhere, also on an H2 that a server or {@code
   * AUTO_SERVER} shares with other processes.
   */
  public CofferBuilder recordCache(@Nullable RecordCacheMode mode) {
    recordCache = mode;
    return this;
  }

  /**
   * How much may be kept on the heap of values of records that are ready to be given, in bytes as
   * far as they can be estimated; 16 MiB by default, 0 for nothing. The coffers over one factory
   * share what the first of them asks for.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public CofferBuilder heapCache(long bytes) {
    heapCacheBytes = RecordCaching.requireHeapBytes(bytes);
    return this;
  }

  /**
   * Lets {@link Coffer#recompress} make compression dictionaries of these collections by itself,
   * where one makes their values a tenth smaller at least; none by default. A dictionary holds
   * pieces of the values that it was made from.
   */
  public CofferBuilder autoDictionaries(Collection<String> collections) {
    Objects.requireNonNull(collections, "The argument 'collections' is null.");
    autoDictionaries = Set.copyOf(collections);
    return this;
  }

  /** Maps values by this JSON mapping, instead of the first one on the class path. */
  public CofferBuilder json(JsonMapping mapping) {
    json = Objects.requireNonNull(mapping, "The argument 'mapping' is null.");
    return this;
  }

  /**
   * Joins the transaction that the host has active on the calling thread, call by call: what the
   * Coffer's own stores write is then committed or rolled back with it. Where none is active, they
   * start short ones of their own, as they always do without this. A persistence unit that works
   * with JTA does not need this: its transactions are always joined.
   */
  public CofferBuilder joining(CurrentTransaction transaction) {
    currentTransaction = Objects.requireNonNull(transaction, "The argument 'transaction' is null.");
    return this;
  }

  /**
   * Whether to bring the schema up to date first, by a connection of the factory outside of every
   * transaction; false by default. An application whose own tables refer to contents migrates
   * before it makes those, see {@link Schema#migrate(javax.sql.DataSource)}.
   */
  public CofferBuilder migrating(boolean migrate) {
    migrating = migrate;
    return this;
  }

  /**
   * Asks the database for its product and its schema, and builds.
   *
   * @throws dev.coffer.api.UnsupportedHostException if the factory is not one of Hibernate, 6.6 or
   *     later
   * @throws dev.coffer.api.UnsupportedDatabaseException if the database is not supported
   * @throws SchemaException if its schema is missing, altered, or too new
   */
  public Coffer build() {
    return build(() -> {});
  }

  Coffer build(Runnable closer) {
    SessionFactory sessions = HibernateHost.sessionFactoryOf(entityManagerFactory);
    StatisticsRecorder statistics = new StatisticsRecorder();
    PartsMaker maker =
        new PartsMaker(
            contentSettings,
            recordSettings,
            frames == null ? FrameWriter.preferred() : frames,
            recordCache,
            heapCacheBytes,
            jsonMapping(),
            autoDictionaries,
            migrating,
            statistics,
            new TypeNames());
    Tenancy tenancy =
        HostTenants.areApart(sessions)
            ? new TenantDatabases(
                sessions,
                currentTransaction,
                maker.types(),
                (tenant, current) ->
                    maker.make(
                        TenantSessions.of(sessions, tenant), String.valueOf(tenant), current))
            : new OneDatabase(maker.make(sessions, null, currentTransaction));
    return new Coffer(tenancy, statistics, closer);
  }

  private Supplier<JsonMapping> jsonMapping() {
    JsonMapping given = json;
    return given == null ? JsonMappings::installed : () -> given;
  }
}
