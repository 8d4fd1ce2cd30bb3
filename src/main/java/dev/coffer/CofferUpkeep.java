package dev.coffer;

import dev.coffer.maintenance.CollectionDictionary;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.VerificationProgress;
import dev.coffer.maintenance.VerificationReport;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The verification, recompression and dictionaries of a {@link Coffer}. Thread-safe. */
abstract class CofferUpkeep extends CofferTransactions {

  private final Tenancy tenancy;

  CofferUpkeep(Tenancy tenancy) {
    super(tenancy);
    this.tenancy = tenancy;
  }

  /** Reads all stored data and checks every checksum and every hash. */
  public VerificationReport verify() {
    return verify(VerificationProgress.NONE);
  }

  /** Does the same as {@link #verify()} and reports its progress. */
  public VerificationReport verify(VerificationProgress progress) {
    Objects.requireNonNull(progress, "The argument 'progress' is null.");
    return data().verify(progress);
  }

  /**
   * Recompresses with {@link RecompressionPlan#defaults()}; see {@link
   * #recompress(RecompressionPlan)}.
   */
  public RecompressionReport recompress() {
    return recompress(RecompressionPlan.defaults());
  }

  /**
   * Recompresses data that was not written recently, with the densest settings of the codecs, and
   * replaces it if that saves enough. No value, version or timestamp changes. Collections get the
   * dictionaries that they need first. The next run skips everything that this run has tried. Older
   * forms of values are rewritten if the plan says so.
   *
   * <p>A run uses all cores for seconds to hours. It works in short transactions of its own that do
   * not wait for locks. Run it at times of low load. Unreadable data is skipped and reported.
   */
  public RecompressionReport recompress(RecompressionPlan plan) {
    return recompress(plan, () -> true);
  }

  /**
   * Recompresses until it is told to stop; the next run continues from there.
   *
   * @param goOn called every few MiB; false stops the run
   */
  public RecompressionReport recompress(RecompressionPlan plan, BooleanSupplier goOn) {
    Objects.requireNonNull(plan, "The argument 'plan' is null.");
    Objects.requireNonNull(goOn, "The argument 'goOn' is null.");
    return data().recompress(plan, goOn);
  }

  /**
   * The dictionaries with which new values are compressed, by one small query, ordered by
   * collection. A collection without one is not among them.
   */
  public List<CollectionDictionary> dictionaries() {
    return data().dictionaries();
  }

  /**
   * Trains a compression dictionary from values of a collection that are stored inline, and uses it
   * for new values if it makes them at least a tenth smaller. Its kind is the {@link
   * dev.coffer.codec.DictionaryMode} of the collection. Stored values do not change. Other
   * processes compress with the dictionary about 30 seconds later.
   *
   * @return the savings, measured on values that were not used for training
   * @throws dev.coffer.api.InvalidSettingException if the mode of the collection is {@code NONE}
   */
  public DictionaryReport trainDictionary(String collection) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    return data().trainDictionary(collection);
  }

  /**
   * Retires the dictionaries of a collection. New values are compressed without a dictionary.
   * Values that were compressed with one stay readable. The row of a dense one is deleted later by
   * {@link dev.coffer.maintenance.MaintenanceTask#FORGET_DICTIONARIES}. The call waits some seconds
   * for transactions that write with it. Until {@link #trainDictionary} no common one is trained.
   *
   * @return whether the collection had a dictionary
   * @throws dev.coffer.api.TransientCofferException if such a transaction does not end
   */
  public boolean forgetDictionary(String collection) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    return data().forgetDictionary(collection);
  }

  StoredData data() {
    return new StoredData(tenancy.current());
  }
}
