package dev.coffer.maintenance;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of maintenance. Immutable: each {@code with…} method returns a changed copy. */
public final class MaintenanceSettings {

  private static final Map<MaintenanceTask, String> DEFAULT_SCHEDULE =
      Map.ofEntries(
          Map.entry(MaintenanceTask.EVICT, "0 0/5 * * * ?"),
          Map.entry(MaintenanceTask.EXPIRE, "0 1/10 * * * ?"),
          Map.entry(MaintenanceTask.BACKUP, "0 30 1 * * ?"),
          Map.entry(MaintenanceTask.COLLECT, "0 17 * * * ?"),
          Map.entry(MaintenanceTask.ANALYZE, "0 37 * * * ?"),
          Map.entry(MaintenanceTask.TRAIN, "0 10 2 * * ?"),
          Map.entry(MaintenanceTask.RECOMPRESS, "0 30 2 * * ?"),
          Map.entry(MaintenanceTask.FORGET_DICTIONARIES, "0 30 4 * * ?"),
          Map.entry(MaintenanceTask.SCRUB, "0 0 3 * * ?"),
          Map.entry(MaintenanceTask.MEASURE, "0 40 4 * * ?"),
          Map.entry(MaintenanceTask.TRIM, "0 50 4 * * ?"));

  private Map<MaintenanceTask, String> schedule = copyOf(DEFAULT_SCHEDULE);
  private Duration grace = Duration.ofHours(1);
  private double largestShare = 0.3;
  private Set<String> intendedCascades = Set.of();
  private Duration scrubPeriod = Duration.ofDays(30);
  private long bytesPerSecond = Long.MAX_VALUE;
  private RecompressionPlan recompression = RecompressionPlan.defaults();
  private Duration keepDictionaries = Duration.ofDays(7);
  private Duration keepRuns = Duration.ofDays(30);
  private Duration keepDailySizes = Duration.ofDays(400);
  private Duration lease = Duration.ofMinutes(2);
  private @Nullable String node;
  private double wasteShare = 0.3;
  private long earlyWrites = 10_000;
  private double earlyShare = 0.2;

  private MaintenanceSettings() {}

  private MaintenanceSettings(MaintenanceSettings other) {
    schedule = other.schedule;
    grace = other.grace;
    largestShare = other.largestShare;
    intendedCascades = other.intendedCascades;
    scrubPeriod = other.scrubPeriod;
    bytesPerSecond = other.bytesPerSecond;
    recompression = other.recompression;
    keepDictionaries = other.keepDictionaries;
    keepRuns = other.keepRuns;
    keepDailySizes = other.keepDailySizes;
    lease = other.lease;
    node = other.node;
    wasteShare = other.wasteShare;
    earlyWrites = other.earlyWrites;
    earlyShare = other.earlyShare;
  }

  /** The default settings. */
  public static MaintenanceSettings defaults() {
    return new MaintenanceSettings();
  }

  private MaintenanceSettings changed(Consumer<MaintenanceSettings> change) {
    MaintenanceSettings copy = new MaintenanceSettings(this);
    change.accept(copy);
    return copy;
  }

  /**
   * The cron expression of each scheduled task, in the syntax of Quartz, with seconds. A task
   * without one runs by command only. By default, eviction runs every 5 minutes, expiry every 10
   * minutes, collection and analysis every hour, and the other tasks every night. Backups run every
   * night at 1:30 if the process has a {@link dev.coffer.backup.BackupPlan}.
   */
  public Map<MaintenanceTask, String> schedule() {
    return schedule;
  }

  /** The time for which an unreferenced content is kept; 1 hour by default. */
  public Duration grace() {
    return grace;
  }

  /**
   * The largest share of all contents, or of their bytes, that one collection deletes without
   * force; 0.3 by default.
   */
  public double largestShare() {
    return largestShare;
  }

  /**
   * The tables, in lower case, whose foreign keys to contents may delete or clear their rows; none
   * by default.
   */
  public Set<String> intendedCascades() {
    return intendedCascades;
  }

  /** The time in which scrubs read all data once; 30 days by default. */
  public Duration scrubPeriod() {
    return scrubPeriod;
  }

  /**
   * The highest rate at which tasks read stored data; {@link Long#MAX_VALUE}, the default, for no
   * limit.
   */
  public long bytesPerSecond() {
    return bytesPerSecond;
  }

  /** The plan of recompression. */
  public RecompressionPlan recompression() {
    return recompression;
  }

  /** The time for which a retired dictionary is kept; 7 days by default. */
  public Duration keepDictionaries() {
    return keepDictionaries;
  }

  /** The time for which the history keeps runs; 30 days by default. */
  public Duration keepRuns() {
    return keepRuns;
  }

  /** The time for which the sizes of past days are kept, in whole days; 400 days by default. */
  public Duration keepDailySizes() {
    return keepDailySizes;
  }

  /**
   * The time after which another process takes over a task of a process that no longer responds; 2
   * minutes by default.
   */
  public Duration lease() {
    return lease;
  }

  /** The name of this process in the history; null, the default, for a generated one. */
  public @Nullable String node() {
    return node;
  }

  /**
   * The share of a table, an index or a file that must be waste before {@link
   * MaintenanceTask#DEFRAGMENT} rebuilds or reports it; 0.3 by default.
   */
  public double wasteShare() {
    return wasteShare;
  }

  /** The least number of writes of this process before a task starts early; 10,000 by default. */
  public long earlyWrites() {
    return earlyWrites;
  }

  /**
   * The share of all records and contents that this process must write, besides {@link
   * #earlyWrites}, before a task starts early; 0.2 by default, and 0 if no task starts early.
   */
  public double earlyShare() {
    return earlyShare;
  }

  /** A copy with this cron expression of a task. */
  public MaintenanceSettings withSchedule(MaintenanceTask task, String cron) {
    Objects.requireNonNull(task, "The argument 'task' is null.");
    Objects.requireNonNull(cron, "The argument 'cron' is null.");
    Map<MaintenanceTask, String> all = new EnumMap<>(MaintenanceTask.class);
    all.putAll(schedule);
    all.put(task, cron);
    return withSchedule(all);
  }

  /** A copy in which a task has no schedule. */
  public MaintenanceSettings withoutSchedule(MaintenanceTask task) {
    Objects.requireNonNull(task, "The argument 'task' is null.");
    Map<MaintenanceTask, String> all = new EnumMap<>(MaintenanceTask.class);
    all.putAll(schedule);
    all.remove(task);
    return withSchedule(all);
  }

  /** A copy with exactly this schedule. */
  public MaintenanceSettings withSchedule(Map<MaintenanceTask, String> schedule) {
    Map<MaintenanceTask, String> checked = copyOf(schedule);
    return changed(copy -> copy.schedule = checked);
  }

  /** A copy with this grace for unreferenced contents; zero collects them at once. */
  public MaintenanceSettings withGrace(Duration grace) {
    Duration checked = notNegative("grace", grace);
    return changed(copy -> copy.grace = checked);
  }

  /**
   * A copy with this largest share of contents that one collection deletes; above 0 and at most 1.
   */
  public MaintenanceSettings withLargestShare(double largestShare) {
    double checked = share("largestShare", largestShare);
    return changed(copy -> copy.largestShare = checked);
  }

  /** A copy with these tables whose foreign keys to contents may delete or clear their rows. */
  public MaintenanceSettings withIntendedCascades(Collection<String> tables) {
    Objects.requireNonNull(tables, "The argument 'tables' is null.");
    Set<String> lowerCase =
        tables.stream()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    return changed(copy -> copy.intendedCascades = lowerCase);
  }

  /** A copy with this time in which scrubs read all data once; at least a minute. */
  public MaintenanceSettings withScrubPeriod(Duration scrubPeriod) {
    Duration checked = atLeast("scrubPeriod", scrubPeriod, Duration.ofMinutes(1));
    return changed(copy -> copy.scrubPeriod = checked);
  }

  /** A copy with this highest rate of reading; at least 1. */
  public MaintenanceSettings withBytesPerSecond(long bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "The rate is " + bytesPerSecond + " bytes per second; use 1 or more.");
    }
    return changed(copy -> copy.bytesPerSecond = bytesPerSecond);
  }

  /** A copy with this plan of recompression. */
  public MaintenanceSettings withRecompression(RecompressionPlan recompression) {
    RecompressionPlan checked =
        Objects.requireNonNull(recompression, "The argument 'recompression' is null.");
    return changed(copy -> copy.recompression = checked);
  }

  /**
   * A copy with this time for which a retired dictionary is kept. Zero is safe, unless a release
   * from before schema version 6 writes to the same database, which does not lock the dictionaries
   * that it uses.
   */
  public MaintenanceSettings withKeepDictionaries(Duration keepDictionaries) {
    Duration checked = notNegative("keepDictionaries", keepDictionaries);
    return changed(copy -> copy.keepDictionaries = checked);
  }

  /** A copy with this time for which the history keeps runs. */
  public MaintenanceSettings withKeepRuns(Duration keepRuns) {
    Duration checked = notNegative("keepRuns", keepRuns);
    return changed(copy -> copy.keepRuns = checked);
  }

  /**
   * A copy with this time for which the sizes of past days are kept; those of the present day stay.
   */
  public MaintenanceSettings withKeepDailySizes(Duration keepDailySizes) {
    Duration checked = notNegative("keepDailySizes", keepDailySizes);
    return changed(copy -> copy.keepDailySizes = checked);
  }

  /** A copy with this time after which another process takes over a task; at least a second. */
  public MaintenanceSettings withLease(Duration lease) {
    Duration checked = atLeast("lease", lease, Duration.ofSeconds(1));
    return changed(copy -> copy.lease = checked);
  }

  /** A copy with this name of the process; null for a generated one. */
  public MaintenanceSettings withNode(@Nullable String node) {
    return changed(copy -> copy.node = node);
  }

  /** A copy with this least share of waste for a defragmentation; above 0 and at most 1. */
  public MaintenanceSettings withWasteShare(double wasteShare) {
    double checked = share("wasteShare", wasteShare);
    return changed(copy -> copy.wasteShare = checked);
  }

  /**
   * A copy in which a scheduled task starts before its turn when this process has written enough
   * since the last start: {@code writes}, and in addition {@code share} of the number of records
   * and contents in the database. It applies to {@link MaintenanceTask#COLLECT}, {@link
   * MaintenanceTask#ANALYZE} and {@link MaintenanceTask#TRAIN}, and to {@link
   * MaintenanceTask#RECOMPRESS} if its plan has no minimum age of data. The writes are counted at
   * the turns of {@link MaintenanceTask#EVICT}.
   *
   * @param writes the least number of created, replaced or deleted records and written contents; 0
   *     or more
   * @param share 0 or more; 0 if no task starts early
   */
  public MaintenanceSettings withEarlyStart(long writes, double share) {
    if (writes < 0) {
      throw new IllegalArgumentException(
          "The number of writes for an early start is " + writes + "; use 0 or more.");
    }
    if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The share for an early start is " + share + "; use 0 or more.");
    }
    return changed(
        copy -> {
          copy.earlyWrites = writes;
          copy.earlyShare = share;
        });
  }

  private static Map<MaintenanceTask, String> copyOf(Map<MaintenanceTask, String> schedule) {
    Objects.requireNonNull(schedule, "The argument 'schedule' is null.");
    EnumMap<MaintenanceTask, String> copy = new EnumMap<>(MaintenanceTask.class);
    copy.putAll(schedule);
    return Collections.unmodifiableMap(copy);
  }

  private static Duration notNegative(String name, Duration value) {
    return atLeast(name, value, Duration.ZERO);
  }

  private static Duration atLeast(String name, Duration value, Duration least) {
    Objects.requireNonNull(value, "The argument '" + name + "' is null.");
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "The setting '" + name + "' is " + value + "; use " + least + " or more.");
    }
    return value;
  }

  private static double share(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "The setting '" + name + "' is " + value + "; use a number above 0 and at most 1.");
    }
    return value;
  }
}
