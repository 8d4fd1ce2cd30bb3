package dev.coffer.dictionary;

import dev.coffer.api.InvalidSettingException;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionaryTrainer;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The training of the dictionaries of collections, by their modes. Each Coffer has one instance.
 * Thread-safe.
 *
 * <p>The samples are rows that are committed, so a dictionary has nothing of a transaction that was
 * rolled back, and nothing of erased records.
 */
public final class DictionaryTraining {
  /** The least weight of records for which a dictionary is trained without a request. */
  static final int LEAST_WEIGHT = 2000;

  /** One of this many values is not used for training but to measure the gain of the dictionary. */
  private static final int KEPT_BACK = 4;

  /** The approximate maximum number of these values. */
  private static final int MOST_KEPT_BACK = 1024;

  /** The minimum gain of a dictionary that is kept: a tenth. */
  private static final double LEAST_GAIN = 1.1;

  /** The number of bytes that tuning may add to a dictionary. */
  private static final int ROOM_FOR_TUNING = 1 << 10;

  /** The time after which maintenance tries a collection again that gained nothing. */
  private static final long NEXT_TRIAL_NANOS = Duration.ofDays(7).toNanos();

  /** The maximum number of collections whose last trial is remembered. */
  private static final int TRIALS = 10_000;

  private final Dictionaries dictionaries;
  private final FrameWriter frames;

  /** The times of {@link System#nanoTime} at which collections gained nothing. */
  private final Map<String, Long> futileTrials = new ConcurrentHashMap<>();

  /**
   * Creates the training.
   *
   * @param frames the writer of frames
   */
  public DictionaryTraining(Dictionaries dictionaries, FrameWriter frames) {
    this.dictionaries = dictionaries;
    this.frames = frames;
  }

  /**
   * Trains a dictionary from the values of a collection, and activates it for new values if it
   * makes them at least a tenth smaller.
   *
   * @param own Coffer's own transactions, each committed separately
   * @throws InvalidSettingException if the settings say that the collection shall have none
   */
  public DictionaryReport train(Transactions own, String collection) {
    return trial(own, collection).run(null, Samples.MOST_BYTES, true);
  }

  /**
   * Trains a dictionary from the values of a collection, and activates it for new values if it
   * makes them at least a tenth smaller than the currently active dictionary does.
   *
   * @param own Coffer's own transactions, each committed separately
   * @param activate whether to activate it; otherwise the report says what would happen
   * @throws InvalidSettingException if the settings say that the collection shall have none
   */
  public DictionaryReport improve(Transactions own, String collection, boolean activate) {
    ActiveDictionary active = active(own, collection);
    return trial(own, collection).expecting(active).run(active, Samples.MOST_BYTES, activate);
  }

  /**
   * Trains the first common dictionary of a collection from values that are not stored yet, if it
   * has no dictionary and never had a common one that was retired.
   *
   * @return the result; empty if nothing had to be trained
   */
  Optional<DictionaryReport> trainFirst(Transactions own, String collection, List<byte[]> values) {
    return active(own, collection) != null || dictionaries.isForgotten(own, collection)
        ? Optional.empty()
        : Optional.of(new Trial(own, collection, true).expecting(null).run(values));
  }

  /**
   * Trains a common dictionary for a collection whose records are being written, unless it has a
   * dense one, too few records, or once had a common one that was retired.
   *
   * @param better whether to replace a dictionary that gains as much as before by a better one
   * @return the result; empty if nothing had to be trained
   */
  Optional<DictionaryReport> trainDuringLoad(
      Transactions own, String collection, long mostBytes, boolean better) {
    ActiveDictionary active = active(own, collection);
    if (active == null) {
      return lacksCommon(own, collection)
          ? Optional.of(rememberedOfCommon(improveCommon(own, collection, null, mostBytes)))
          : Optional.empty();
    }
    return active.isCommon() && (better || hasLost(own, collection, active))
        ? Optional.of(improveCommon(own, collection, active, mostBytes))
        : Optional.empty();
  }

  private DictionaryReport improveCommon(
      Transactions own, String collection, @Nullable ActiveDictionary active, long mostBytes) {
    return new Trial(own, collection, true).expecting(active).run(active, mostBytes, true);
  }

  /**
   * Trains what a collection needs: a dictionary if it has none and some thousand records, and
   * another one if its common dictionary gains a tenth less than when it was trained. A collection
   * with dense dictionaries gets a better one whenever there is one. A collection whose common
   * dictionary was retired gets no common one.
   *
   * @param own Coffer's own transactions, each committed separately
   * @param activate whether to activate the dictionary; otherwise the report says what would happen
   * @return the result; empty if nothing had to be trained
   */
  public Optional<DictionaryReport> maintain(
      Transactions own, String collection, boolean activate) {
    return wasFutile(collection) ? Optional.empty() : maintainNow(own, collection, activate);
  }

  /**
   * Does the same as {@link #maintain}, and also replaces a common dictionary that gains as much as
   * before by a better one, if there is one. It is for a recompression, whose many values are worth
   * a training.
   */
  public Optional<DictionaryReport> maintainOrImprove(
      Transactions own, String collection, boolean activate) {
    if (wasFutile(collection)) {
      return Optional.empty();
    }
    if (active(own, collection) == null) {
      return maintainNow(own, collection, activate);
    }
    return dictionaries.settings().modeOf(collection) == DictionaryMode.NONE
        ? Optional.empty()
        : Optional.of(remembered(improve(own, collection, activate)));
  }

  private boolean wasFutile(String collection) {
    Long futile = futileTrials.get(collection);
    return futile != null && System.nanoTime() - futile < NEXT_TRIAL_NANOS;
  }

  /** Maintenance trains another kind of dictionary for a collection with dense ones. */
  private DictionaryReport rememberedOfCommon(DictionaryReport report) {
    return dictionaries.settings().modeOf(report.collection()) == DictionaryMode.COMMON
        ? remembered(report)
        : report;
  }

  private DictionaryReport remembered(DictionaryReport report) {
    if (report.dictionary() == null && futileTrials.size() < TRIALS) {
      futileTrials.put(report.collection(), System.nanoTime());
    }
    return report;
  }

  private Optional<DictionaryReport> maintainNow(
      Transactions own, String collection, boolean activate) {
    ActiveDictionary active = active(own, collection);
    boolean needed =
        switch (dictionaries.settings().modeOf(collection)) {
          case NONE -> false;
          case DENSE -> (active != null && !active.isCommon()) || hasEnough(own, collection);
          case COMMON ->
              active == null ? lacksCommon(own, collection) : hasLost(own, collection, active);
        };
    return needed ? Optional.of(remembered(improve(own, collection, activate))) : Optional.empty();
  }

  /** Whether a collection without a dictionary shall have a common one. */
  private boolean lacksCommon(Transactions own, String collection) {
    return !dictionaries.isForgotten(own, collection) && hasEnough(own, collection);
  }

  private boolean hasEnough(Transactions own, String collection) {
    return samples(own, collection).weighAtLeast(LEAST_WEIGHT);
  }

  /** Whether a common dictionary gains a tenth less than when it was trained. */
  private boolean hasLost(Transactions own, String collection, ActiveDictionary active) {
    CommonMark mark = active.common();
    if (mark == null) {
      return false;
    }
    List<byte[]> values = samples(own, collection).ends();
    Dictionary dictionary = dictionaries.of(own, collection).get(active.id(), "any");
    return !values.isEmpty() && percent(values, dictionary) * LEAST_GAIN <= mark.gain();
  }

  /** How much smaller a dictionary makes these values, in percent. */
  private int percent(List<byte[]> values, Dictionary dictionary) {
    long with = bytes(values, dictionary);
    return with == 0 ? 100 : (int) Math.round(100.0 * bytes(values, null) / with);
  }

  private long bytes(List<byte[]> values, @Nullable Dictionary dictionary) {
    return values.stream().mapToLong(raw -> frames.encode(raw, dictionary).length).sum();
  }

  private @Nullable ActiveDictionary active(Transactions own, String collection) {
    return own.read(unit -> Optional.ofNullable(dictionaries.active(unit, collection)))
        .orElse(null);
  }

  private Samples samples(Transactions own, String collection) {
    return new Samples(own, collection, dictionaries.of(own, collection));
  }

  /** The training of a dictionary of the collection's mode. */
  private Trial trial(Transactions own, String collection) {
    DictionaryMode mode = dictionaries.settings().modeOf(collection);
    if (mode == DictionaryMode.NONE) {
      throw new InvalidSettingException(
          "dictionaries",
          mode.name(),
          "the collection '"
              + collection
              + "' shall have no dictionary; give it another mode to train one",
          null);
    }
    return new Trial(own, collection, mode == DictionaryMode.COMMON);
  }

  /** The training of one dictionary. Used by one thread. */
  private final class Trial {
    private final Transactions own;
    private final String collection;
    private final boolean common;
    private boolean expects;
    private @Nullable ActiveDictionary expected;

    Trial(Transactions own, String collection, boolean common) {
      this.own = own;
      this.collection = collection;
      this.common = common;
    }

    /** Stores nothing if this is not the active dictionary any more. */
    Trial expecting(@Nullable ActiveDictionary active) {
      expects = true;
      expected = active;
      return this;
    }

    DictionaryReport run(@Nullable ActiveDictionary active, long mostBytes, boolean activate) {
      Dictionary toBeat =
          active == null ? null : dictionaries.of(own, collection).get(active.id(), "any");
      Samples stored = samples(own, collection);
      return run(stored.spread(mostBytes), toBeat, each -> stored.ends(), activate);
    }

    DictionaryReport run(List<byte[]> values) {
      return run(values, null, keptBack -> keptBack, true);
    }

    /**
     * Trains a dictionary.
     *
     * @param toMeasure the values whose gain is remembered, from those that were kept back
     */
    private DictionaryReport run(
        List<byte[]> samples,
        @Nullable Dictionary toBeat,
        UnaryOperator<List<byte[]>> toMeasure,
        boolean activate) {
      List<byte[]> lessons = new ArrayList<>();
      List<byte[]> keptBack = new ArrayList<>();
      int every = Math.max(KEPT_BACK, samples.size() / MOST_KEPT_BACK);
      for (int i = 0; i < samples.size(); i++) {
        (i % every == 0 ? keptBack : lessons).add(samples.get(i));
      }
      byte[] bytes =
          common ? DictionaryTrainer.trainCommon(lessons) : DictionaryTrainer.train(lessons);
      Dictionary dictionary = Dictionary.of(bytes);
      long before = bytes(keptBack, toBeat);
      long after = bytes(keptBack, dictionary);
      String id = null;
      if (bytes.length > 0) {
        Dictionary tuned = Dictionary.of(frames.tuned(withRoomForTuning(bytes), lessons));
        long tunedAfter = bytes(keptBack, tuned);
        if (tunedAfter < after) {
          dictionary = tuned;
          after = tunedAfter;
        }
        if (before >= after * LEAST_GAIN) {
          id = activate ? activated(dictionary, toMeasure.apply(keptBack)) : dictionary.id();
        }
      }
      return new DictionaryReport(
          collection, samples.size(), before, after, dictionary.length(), id);
    }

    /** Whether nobody has activated or retired a dictionary since the training began. */
    private boolean isAsExpected(UnitOfWork unit) throws SQLException {
      ActiveDictionary now = DictionaryRows.inForce(unit, dictionaries.domain()).get(collection);
      return Objects.equals(expected, now)
          && (now != null || !common || !dictionaries.isForgotten(unit, collection));
    }

    private static byte[] withRoomForTuning(byte[] text) {
      int longest = DictionaryTrainer.LARGEST - ROOM_FOR_TUNING;
      return text.length <= longest
          ? text
          : Arrays.copyOfRange(text, text.length - longest, text.length);
    }

    private @Nullable String activated(Dictionary dictionary, List<byte[]> toMeasure) {
      CommonMark mark =
          common
              ? new CommonMark(
                  DictionaryTrainer.WINDOW,
                  DictionaryTrainer.SHARED_BY,
                  percent(toMeasure, dictionary))
              : null;
      Optional<Dictionary> kept =
          own.write(unit -> Optional.ofNullable(kept(unit, dictionary, mark)));
      kept.ifPresent(each -> dictionaries.stored(collection, each));
      return kept.map(Dictionary::id).orElse(null);
    }

    /**
     * Stores a dictionary and returns it. If other bytes already have its id, the last byte is
     * dropped to get another id: the first ones may be statistics of the values. Returns null if
     * another dictionary is active than expected.
     */
    private @Nullable Dictionary kept(
        UnitOfWork unit, Dictionary dictionary, @Nullable CommonMark mark) throws SQLException {
      if (expects && !isAsExpected(unit)) {
        return null;
      }
      byte[] stored = DictionaryRows.bytes(unit, collection, dictionary.id());
      byte[] bytes = dictionary.bytes();
      if (stored != null && !Arrays.equals(stored, bytes)) {
        return kept(unit, Dictionary.of(Arrays.copyOf(bytes, bytes.length - 1)), mark);
      }
      DictionaryRows.put(unit, dictionaries.domain(), collection, dictionary, mark);
      return dictionary;
    }
  }
}
