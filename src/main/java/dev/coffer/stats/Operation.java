package dev.coffer.stats;

/**
 * A timed operation. Each call of the public API is timed as a whole. Reads answered only from the
 * heap take less time than a clock call, so they are counted but not timed.
 */
public enum Operation {
  RECORD_READ,
  RECORD_WRITE,
  RECORD_DELETE,
  RECORD_SCAN_PAGE,
  CONTENT_WRITE,
  CONTENT_OPEN
}
