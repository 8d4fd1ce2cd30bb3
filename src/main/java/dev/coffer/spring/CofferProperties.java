package dev.coffer.spring;

import dev.coffer.CofferBuilder;
import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.UnknownProperties;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * The settings of Coffer in a Spring Boot application. Immutable; validated when they are bound.
 *
 * @param enabled Whether the auto-configuration of Coffer is active.
 * @param required Whether the startup fails if Coffer does not support the database or the
 *     persistence provider. By default, a warning is logged and only an injected bean of Coffer
 *     fails.
 * @param domain The domain of contents, at most 64 printable ASCII characters. Equal bytes in two
 *     domains are stored twice, and a hash from one domain reveals nothing about another.
 * @param hashAlgorithm The hash function of new contents. Contents with other hash functions stay
 *     readable.
 * @param codec The codec for written data: 'zstd', 'brotli', 'raw' for no compression, or an
 *     application's own codec. The default is 'zstd', or 'brotli' where the native library of
 *     Zstandard cannot be loaded. Data written with other codecs stays readable.
 * @param entityManagerFactory The name of the EntityManagerFactory bean whose database has Coffer's
 *     tables. The default is the only or primary bean.
 * @param dataSource The name of the DataSource bean for the migration of the schema. The default is
 *     the only or primary bean.
 * @param schema The schema.
 * @param cache The caches.
 * @param records The limits of records.
 * @param diagnosis The check of the environment.
 * @param maintenance The maintenance of the stored data.
 */
@ConfigurationProperties("coffer")
record CofferProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("false") boolean required,
    @DefaultValue("") String domain,
    @DefaultValue("blake3") HashAlgorithm hashAlgorithm,
    @Nullable String codec,
    @Nullable String entityManagerFactory,
    @Nullable String dataSource,
    @DefaultValue Schema schema,
    @DefaultValue Cache cache,
    @DefaultValue Records records,
    @DefaultValue Diagnosis diagnosis,
    @DefaultValue Maintenance maintenance) {

  CofferProperties {
    try {
      new ContentSettings(domain, hashAlgorithm);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationPropertyValueException("coffer.domain", domain, e.getMessage());
    }
    try {
      if (codec != null) {
        FrameWriter.by(codec);
      }
    } catch (IllegalArgumentException | CodecUnavailableException e) {
      throw new InvalidConfigurationPropertyValueException("coffer.codec", codec, e.getMessage());
    }
  }

  /** Adds all settings that do not depend on beans of the application. */
  void addTo(CofferBuilder builder) {
    builder
        .domain(domain)
        .hashAlgorithm(hashAlgorithm)
        .recordCache(cache.records())
        .recordCacheAge(cache.maxAge())
        .heapCache(cache.heap().toBytes())
        .records(records.settings())
        .maintenance(maintenance.settings());
    if (codec != null) {
      builder.codec(codec);
    }
  }

  /**
   * The schema.
   *
   * @param migrate Whether Coffer's tables are created and brought up to date at startup, before
   *     the EntityManagerFactory and before the application's own migrations.
   */
  record Schema(@DefaultValue("true") boolean migrate) {}

  /**
   * The caches.
   *
   * @param records The mode of the record cache: 'single-node', 'validated', 'bounded' or 'off'.
   *     The default is 'single-node' on an H2 database that only this process has open, and
   *     'validated' otherwise.
   * @param maxAge The longest age of a cached record in the mode 'bounded': the time since its
   *     version was last compared with the database.
   * @param heap The estimated size of the heap cache of decoded values; 0B for no cache.
   */
  record Cache(
      @Nullable RecordCacheMode records,
      @DefaultValue("1s") Duration maxAge,
      @DefaultValue("16MB") DataSize heap) {

    Cache {
      if (heap.isNegative()) {
        throw new InvalidConfigurationPropertyValueException(
            "coffer.cache.heap", heap, "use 0B or more");
      }
    }
  }

  /**
   * The limits of records.
   *
   * @param inlineLimit The largest frame that is stored in the record itself, up to 64KB. Values
   *     with larger frames become contents.
   * @param maxValueSize The largest value. Larger values are refused.
   * @param pageSize The maximum number of records that a scan reads at once.
   * @param pageBytes The maximum number of raw bytes that a scan reads at once. A single larger
   *     value is read alone.
   * @param unknownProperties The handling of properties that a stored value has and its class does
   *     not. With 'refuse', the read fails, so that no data is lost. With 'ignore', the read
   *     ignores the property; older versions of an application may need this while newer ones run.
   * @param dictionary The compression dictionaries.
   */
  record Records(
      @DefaultValue("7KB") DataSize inlineLimit,
      @DefaultValue("64MB") DataSize maxValueSize,
      @DefaultValue("500") int pageSize,
      @DefaultValue("8MB") DataSize pageBytes,
      @DefaultValue("refuse") UnknownProperties unknownProperties,
      @DefaultValue Dictionary dictionary) {

    Records {
      require("inline-limit", inlineLimit, 0, RecordSettings.LARGEST_INLINE_LIMIT);
      require("max-value-size", maxValueSize, 1, Integer.MAX_VALUE);
      require("page-bytes", pageBytes, 1, Integer.MAX_VALUE);
      if (pageSize < 1) {
        throw new InvalidConfigurationPropertyValueException(
            "coffer.records.page-size", pageSize, "use at least 1");
      }
    }

    private static void require(String name, DataSize size, long least, long most) {
      if (size.toBytes() < least || size.toBytes() > most) {
        throw new InvalidConfigurationPropertyValueException(
            "coffer.records." + name, size, "use " + least + "B to " + most + "B");
      }
    }

    RecordSettings settings() {
      return new RecordSettings(
          (int) inlineLimit.toBytes(),
          (int) maxValueSize.toBytes(),
          pageSize,
          (int) pageBytes.toBytes(),
          unknownProperties,
          dictionary.settings());
    }
  }

  /**
   * The compression dictionaries.
   *
   * @param mode Which dictionary Coffer trains for the small records of a collection. A common one
   *     holds only what many records have. A dense one saves more because it contains pieces of
   *     single records.
   * @param common The collections with common dictionaries, whatever the mode of the others.
   * @param dense The collections with dense dictionaries.
   * @param none The collections without dictionaries.
   */
  record Dictionary(
      @DefaultValue("common") DictionaryMode mode,
      @DefaultValue Set<String> common,
      @DefaultValue Set<String> dense,
      @DefaultValue Set<String> none) {

    DictionarySettings settings() {
      return DictionarySettings.defaults()
          .withMode(mode)
          .withModeFor(DictionaryMode.COMMON, common)
          .withModeFor(DictionaryMode.DENSE, dense)
          .withModeFor(DictionaryMode.NONE, none);
    }
  }

  /**
   * The check of the environment.
   *
   * @param enabled Whether the environment is checked at startup and the findings are logged.
   */
  record Diagnosis(@DefaultValue("true") boolean enabled) {}

  /**
   * The maintenance of the stored data.
   *
   * @param enabled Whether the scheduled tasks start with the application.
   * @param schedule The schedule.
   * @param scheduler Who starts the tasks: 'own' for a scheduler in memory, or 'host' for jobs in
   *     the application's Scheduler bean of Quartz.
   * @param grace The time for which an unreferenced content is kept.
   * @param largestShare The largest share of all contents, or of their bytes, that one collection
   *     deletes; above 0 and at most 1.
   * @param intendedCascades The tables whose foreign keys to contents may delete or clear their
   *     rows.
   * @param scrubPeriod The time in which scrubs read all data once.
   * @param bytesPerSecond The highest rate at which tasks read stored data. The default is no
   *     limit.
   * @param keepDictionaries The time for which a retired dictionary is kept.
   * @param keepRuns The time for which the history keeps runs.
   * @param keepDailySizes The time for which the sizes of past days are kept.
   * @param node The name of this process in the history. The default is a generated name.
   * @param wasteShare The share of a table, an index or a file that must be waste before it is
   *     defragmented; above 0 and at most 1.
   * @param earlyWrites The least number of writes of this process before a scheduled task starts
   *     before its turn.
   * @param earlyShare The share of all records and contents that this process must write, in
   *     addition, before a scheduled task starts before its turn; 0 if no task does.
   */
  record Maintenance(
      @DefaultValue("true") boolean enabled,
      @DefaultValue Schedule schedule,
      @DefaultValue("own") SchedulerChoice scheduler,
      @DefaultValue("1h") Duration grace,
      @DefaultValue("0.3") double largestShare,
      @DefaultValue Set<String> intendedCascades,
      @DefaultValue("30d") Duration scrubPeriod,
      @Nullable DataSize bytesPerSecond,
      @DefaultValue("7d") Duration keepDictionaries,
      @DefaultValue("30d") Duration keepRuns,
      @DefaultValue("400d") Duration keepDailySizes,
      @Nullable String node,
      @DefaultValue("0.3") double wasteShare,
      @DefaultValue("10000") long earlyWrites,
      @DefaultValue("0.2") double earlyShare) {

    Maintenance {
      schedule.check();
      MaintenanceSettings defaults = MaintenanceSettings.defaults();
      require("grace", grace, defaults::withGrace);
      require("largest-share", largestShare, defaults::withLargestShare);
      require("scrub-period", scrubPeriod, defaults::withScrubPeriod);
      require("keep-dictionaries", keepDictionaries, defaults::withKeepDictionaries);
      require("keep-runs", keepRuns, defaults::withKeepRuns);
      require("keep-daily-sizes", keepDailySizes, defaults::withKeepDailySizes);
      require("waste-share", wasteShare, defaults::withWasteShare);
      require("early-writes", earlyWrites, writes -> defaults.withEarlyStart(writes, 0));
      require("early-share", earlyShare, share -> defaults.withEarlyStart(0, share));
      if (bytesPerSecond != null) {
        require("bytes-per-second", bytesPerSecond.toBytes(), defaults::withBytesPerSecond);
      }
    }

    private static <T> void require(String name, T value, Consumer<T> check) {
      try {
        check.accept(value);
      } catch (IllegalArgumentException e) {
        throw new InvalidConfigurationPropertyValueException(
            "coffer.maintenance." + name, value, e.getMessage());
      }
    }

    MaintenanceSettings settings() {
      MaintenanceSettings settings =
          MaintenanceSettings.defaults()
              .withSchedule(schedule.expressions())
              .withGrace(grace)
              .withLargestShare(largestShare)
              .withIntendedCascades(intendedCascades)
              .withScrubPeriod(scrubPeriod)
              .withKeepDictionaries(keepDictionaries)
              .withKeepRuns(keepRuns)
              .withKeepDailySizes(keepDailySizes)
              .withNode(node)
              .withWasteShare(wasteShare)
              .withEarlyStart(earlyWrites, earlyShare);
      return bytesPerSecond == null
          ? settings
          : settings.withBytesPerSecond(bytesPerSecond.toBytes());
    }
  }

  /** Who starts the scheduled tasks. */
  enum SchedulerChoice {
    /** A scheduler in memory. */
    OWN,
    /** The application's Scheduler bean of Quartz. */
    HOST
  }

  /**
   * The cron expressions of the tasks, in the syntax of Quartz, in UTC; '-' or 'off' for none.
   *
   * @param expire When expired records are deleted.
   * @param collect When contents to which no row refers are deleted.
   * @param scrub When a share of all stored data is read and checked.
   * @param train When compression dictionaries are trained.
   * @param recompress When old data is compressed with the densest setting.
   * @param forgetDictionaries When the rows of dictionaries that were retired some time ago are
   *     deleted.
   * @param analyze When the statistics of the database's query planner are updated.
   * @param defragment When tables and indexes with much waste are rebuilt. The default is never.
   * @param backup When a snapshot is made, if there is a repository of backups.
   * @param evict When expired entries are removed from the caches of this process.
   * @param measure When the stored data is counted for the history of sizes.
   * @param trim When old entries are deleted from the history of runs.
   */
  record Schedule(
      @DefaultValue("0 1/10 * * * ?") String expire,
      @DefaultValue("0 17 * * * ?") String collect,
      @DefaultValue("0 0 3 * * ?") String scrub,
      @DefaultValue("0 10 2 * * ?") String train,
      @DefaultValue("0 30 2 * * ?") String recompress,
      @DefaultValue("0 30 4 * * ?") String forgetDictionaries,
      @DefaultValue("0 37 * * * ?") String analyze,
      @DefaultValue("-") String defragment,
      @DefaultValue("0 30 1 * * ?") String backup,
      @DefaultValue("0 0/5 * * * ?") String evict,
      @DefaultValue("0 40 4 * * ?") String measure,
      @DefaultValue("0 50 4 * * ?") String trim) {

    /** Requires valid expressions. */
    void check() {
      all().forEach(Schedule::check);
    }

    private Map<MaintenanceTask, String> all() {
      return Map.ofEntries(
          Map.entry(MaintenanceTask.EXPIRE, expire),
          Map.entry(MaintenanceTask.COLLECT, collect),
          Map.entry(MaintenanceTask.SCRUB, scrub),
          Map.entry(MaintenanceTask.TRAIN, train),
          Map.entry(MaintenanceTask.RECOMPRESS, recompress),
          Map.entry(MaintenanceTask.FORGET_DICTIONARIES, forgetDictionaries),
          Map.entry(MaintenanceTask.ANALYZE, analyze),
          Map.entry(MaintenanceTask.DEFRAGMENT, defragment),
          Map.entry(MaintenanceTask.BACKUP, backup),
          Map.entry(MaintenanceTask.EVICT, evict),
          Map.entry(MaintenanceTask.MEASURE, measure),
          Map.entry(MaintenanceTask.TRIM, trim));
    }

    private static void check(MaintenanceTask task, String cron) {
      try {
        if (!isOff(cron)) {
          CronExpression.parse(cron);
        }
      } catch (IllegalArgumentException e) {
        throw new InvalidConfigurationPropertyValueException(
            "coffer.maintenance.schedule." + task.id(), cron, e.getMessage());
      }
    }

    private static boolean isOff(String cron) {
      return cron.equals("-") || cron.equalsIgnoreCase("off");
    }

    Map<MaintenanceTask, String> expressions() {
      Map<MaintenanceTask, String> expressions = new EnumMap<>(all());
      expressions.values().removeIf(Schedule::isOff);
      return expressions;
    }
  }
}
