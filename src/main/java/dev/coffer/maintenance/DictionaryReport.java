package dev.coffer.maintenance;

import org.jspecify.annotations.Nullable;

/**
 * The result of training a dictionary for a collection.
 *
 * @param collection the collection
 * @param samples the number of values that were read
 * @param bytesBefore the size of the test values without the new dictionary, in bytes: without any
 *     dictionary, or with the dictionary that the new one has to improve on. Test values are not
 *     used for training
 * @param bytesAfter the size of the same values with the new dictionary, in bytes
 * @param dictionaryBytes the size of the new dictionary, in bytes
 * @param dictionary the id of the new dictionary, which is now active; null if it saved too little
 *     or if there were too few values to train from
 */
public record DictionaryReport(
    String collection,
    int samples,
    long bytesBefore,
    long bytesAfter,
    int dictionaryBytes,
    @Nullable String dictionary) {

  /** The factor by which the dictionary makes values smaller; 1 if no value was measured. */
  public double gain() {
    return bytesAfter == 0 ? 1 : (double) bytesBefore / bytesAfter;
  }
}
