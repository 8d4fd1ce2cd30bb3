package dev.coffer.cdi;

import dev.coffer.CofferBuilder;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.UnknownProperties;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The settings {@code coffer.*}, with the same names as in Spring Boot. Missing settings have their
 * defaults.
 */
final class CofferSettings {

  private static final String UNIT = "coffer.persistence-unit";

  private final SettingSource source;

  CofferSettings(SettingSource source) {
    this.source = source;
  }

  /** Whether Coffer's beans are enabled. */
  boolean enabled() {
    return find("coffer.enabled", CofferSettings::parseBoolean).orElse(true);
  }

  /** Whether the schedule of maintenance starts with Coffer. */
  boolean startsMaintenance() {
    return find("coffer.maintenance.enabled", CofferSettings::parseBoolean).orElse(true);
  }

  /** The name of the chosen persistence unit; empty if none is chosen. */
  Optional<String> persistenceUnit() {
    return source.find(UNIT).filter(name -> !name.isBlank());
  }

  void applyTo(CofferBuilder builder) {
    builder.migrating(find("coffer.schema.migrate", CofferSettings::parseBoolean).orElse(true));
    with("coffer.domain", builder::domain);
    with("coffer.hash-algorithm", text -> builder.hashAlgorithm(HashAlgorithm.ofLabel(text)));
    with("coffer.codec", builder::codec);
    with("coffer.cache.records", text -> builder.recordCache(cacheMode(text)));
    with("coffer.cache.max-age", text -> builder.recordCacheAge(duration(text)));
    with("coffer.cache.heap", text -> builder.heapCache(bytes(text)));
    builder.records(records());
    builder.maintenance(maintenance());
    new ReplicaSettingNames(this).applyTo(builder);
    new BackupSettingNames(this).plan().ifPresent(builder::backups);
  }

  /** Whether there is a repository for scheduled backups. */
  boolean hasBackups() {
    return new BackupSettingNames(this).location().isPresent();
  }

  /** The text of a setting; empty if it is missing. */
  Optional<String> text(String name) {
    return source.find(name);
  }

  private MaintenanceSettings maintenance() {
    MaintenanceSettings settings = MaintenanceSettings.defaults();
    for (MaintenanceTask task : MaintenanceTask.values()) {
      settings = with("schedule." + task.id(), settings, (all, text) -> schedule(all, task, text));
    }
    settings = with("grace", settings, (all, text) -> all.withGrace(duration(text)));
    settings =
        with(
            "largest-share",
            settings,
            (all, text) -> all.withLargestShare(Double.parseDouble(text)));
    settings =
        with(
            "intended-cascades",
            settings,
            (all, text) -> all.withIntendedCascades(List.of(text.split("\\s*,\\s*"))));
    settings = with("scrub-period", settings, (all, text) -> all.withScrubPeriod(duration(text)));
    settings =
        with("bytes-per-second", settings, (all, text) -> all.withBytesPerSecond(bytes(text)));
    settings =
        with(
            "keep-dictionaries", settings, (all, text) -> all.withKeepDictionaries(duration(text)));
    settings = with("keep-runs", settings, (all, text) -> all.withKeepRuns(duration(text)));
    settings =
        with("keep-daily-sizes", settings, (all, text) -> all.withKeepDailySizes(duration(text)));
    settings =
        with("waste-share", settings, (all, text) -> all.withWasteShare(Double.parseDouble(text)));
    settings =
        with(
            "early-writes",
            settings,
            (all, text) -> all.withEarlyStart(Long.parseLong(text), all.earlyShare()));
    settings =
        with(
            "early-share",
            settings,
            (all, text) -> all.withEarlyStart(all.earlyWrites(), Double.parseDouble(text)));
    return with("node", settings, MaintenanceSettings::withNode);
  }

  private static MaintenanceSettings schedule(
      MaintenanceSettings settings, MaintenanceTask task, String text) {
    if (text.equals("-") || text.equalsIgnoreCase("off")) {
      return settings.withoutSchedule(task);
    }
    return settings.withSchedule(task, CronExpression.parse(text).toString());
  }

  private MaintenanceSettings with(
      String name,
      MaintenanceSettings settings,
      BiFunction<MaintenanceSettings, String, MaintenanceSettings> use) {
    return find("coffer.maintenance." + name, text -> use.apply(settings, text)).orElse(settings);
  }

  private RecordSettings records() {
    RecordSettings records = RecordSettings.defaults();
    records =
        find("coffer.records.inline-limit", CofferSettings::bytes)
            .map(records::withInlineLimit)
            .orElse(records);
    records =
        find("coffer.records.max-value-size", CofferSettings::bytes)
            .map(records::withMaxValueSize)
            .orElse(records);
    records =
        find("coffer.records.unknown-properties", CofferSettings::unknownProperties)
            .map(records::withUnknownProperties)
            .orElse(records);
    records = records.withDictionaries(dictionaries());
    return records.withPages(
        find("coffer.records.page-size", Integer::valueOf).orElse(records.pageSize()),
        find("coffer.records.page-bytes", CofferSettings::bytes).orElse(records.pageBytes()));
  }

  private DictionarySettings dictionaries() {
    DictionarySettings settings =
        DictionarySettings.defaults()
            .withMode(
                find("coffer.records.dictionary.mode", CofferSettings::dictionaryMode)
                    .orElse(DictionaryMode.COMMON));
    for (DictionaryMode mode : DictionaryMode.values()) {
      String name = "coffer.records.dictionary." + mode.name().toLowerCase(Locale.ROOT);
      DictionarySettings before = settings;
      settings =
          find(name, text -> before.withModeFor(mode, List.of(text.split("\\s*,\\s*"))))
              .orElse(before);
    }
    return settings;
  }

  private void with(String name, Consumer<String> use) {
    source.find(name).ifPresent(text -> read(name, text, value -> use(use, value)));
  }

  private static boolean use(Consumer<String> use, String text) {
    use.accept(text);
    return true;
  }

  /** The value of a setting; empty if it is missing. */
  <T> Optional<T> find(String name, Function<String, T> reader) {
    return source.find(name).map(text -> read(name, text, reader));
  }

  private static <T> T read(String name, String text, Function<String, T> reader) {
    try {
      return reader.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(name, text, e.getMessage(), e);
    }
  }

  static boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("Use true or false.");
    };
  }

  private static RecordCacheMode cacheMode(String text) {
    String name = text.replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(RecordCacheMode.values())
        .filter(mode -> mode.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Use single-node, validated, bounded or off."));
  }

  private static UnknownProperties unknownProperties(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "refuse" -> UnknownProperties.REFUSE;
      case "ignore" -> UnknownProperties.IGNORE;
      default -> throw new IllegalArgumentException("Use refuse or ignore.");
    };
  }

  private static DictionaryMode dictionaryMode(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "common" -> DictionaryMode.COMMON;
      case "dense" -> DictionaryMode.DENSE;
      case "none" -> DictionaryMode.NONE;
      default -> throw new IllegalArgumentException("Use common, dense or none.");
    };
  }

  /** Parses a time such as 90s, 10m, 1h, 30d or PT1H. */
  static Duration duration(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(
          upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Use a time such as 90s, 10m, 1h or 30d.", e);
    }
  }

  /** Parses a number of bytes such as 4096, 4KB or 64MB. */
  private static int bytes(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    int shift = upper.endsWith("KB") ? 10 : upper.endsWith("MB") ? 20 : 0;
    String number = upper.replaceFirst("[KM]?B$", "").strip();
    try {
      return Math.multiplyExact(Integer.parseInt(number), 1 << shift);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("Use a number of bytes such as 4096, 4KB or 64MB.", e);
    }
  }
}
