package dev.coffer.stats;

/**
 * What is timed, each whole call of the public interface by itself. Reads that memory on the heap
 * answers alone take less time than a clock does, and are only counted.
 */
public enum Operation {
  RECORD_READ,
  RECORD_WRITE,
  RECORD_DELETE,
  RECORD_SCAN_PAGE,
  CONTENT_WRITE,
  CONTENT_OPEN
}
