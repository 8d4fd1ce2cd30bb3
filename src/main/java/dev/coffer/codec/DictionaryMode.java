package dev.coffer.codec;

/** Which compression dictionary Coffer trains for the small records of a collection. */
public enum DictionaryMode {
  /**
   * A dictionary that holds nothing private: each window of 16 bytes of its segments occurs in at
   * least 16 different records. It is the default, and never deleted.
   */
  COMMON,

  /**
   * A dictionary that saves more because it contains pieces of single records, unchanged. It is
   * deleted when one of the records is erased. Maintenance trains it; until then, and after an
   * erasure, new values use a common one.
   */
  DENSE,

  /** No dictionary: new values are compressed without one, even if the collection has one. */
  NONE
}
