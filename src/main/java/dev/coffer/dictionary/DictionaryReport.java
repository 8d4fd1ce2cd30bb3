package dev.coffer.dictionary;

import org.jspecify.annotations.Nullable;

/**
 * What the training of a collection's dictionary came to.
 *
 * @param collection the collection
 * @param samples how many values were looked at
 * @param bytesBefore what those kept back from training take without it, in bytes: without any
 *     dictionary, or with the one it was to beat
 * @param bytesAfter what the same values take with it
 * @param dictionaryBytes the size of the dictionary
 * @param dictionary the id of the dictionary that new values are compressed with; null if it saved
 *     too little to be kept, or there was too little to learn from
 */
public record DictionaryReport(
    String collection,
    int samples,
    long bytesBefore,
    long bytesAfter,
    int dictionaryBytes,
    @Nullable String dictionary) {

  /** How many times smaller values are with the dictionary than without; 1 if none was measured. */
  public double gain() {
    return bytesAfter == 0 ? 1 : (double) bytesBefore / bytesAfter;
  }
}
