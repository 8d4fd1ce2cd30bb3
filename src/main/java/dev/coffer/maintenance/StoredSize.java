package dev.coffer.maintenance;

/** The size of some stored data: its values, its distinct bytes, and its compressed bytes. */
public interface StoredSize {

  /** The raw bytes of all values. */
  long logicalBytes();

  /** The raw bytes if each distinct content is counted once. */
  long uniqueBytes();

  /** The bytes of the frames. */
  long storedBytes();

  /** The bytes that deduplication saves. */
  default long savedByDeduplication() {
    return logicalBytes() - uniqueBytes();
  }

  /** The bytes that compression saves; negative if the frames are larger than what they hold. */
  default long savedByCompression() {
    return uniqueBytes() - storedBytes();
  }
}
