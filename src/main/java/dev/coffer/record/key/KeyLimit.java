package dev.coffer.record.key;

/** The keys and ranges that a store has. It refuses all others by an exception. Thread-safe. */
public interface KeyLimit {

  /** Refuses the text of a key outside of the limit. */
  void check(String collection, String text);

  /** Refuses a range of texts that is not completely within the limit. */
  void check(String collection, KeyRange range);
}
