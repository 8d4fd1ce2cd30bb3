package dev.coffer.bench.report;

/** The unit of figures. */
public enum Unit {
  ROWS("rows/s", false),
  GETS("gets/s", false),
  PUTS("puts/s", false),
  OPERATIONS("operations/s", false),
  MEGABYTES("MB/s", false),

  /** The bytes of data for each byte of disk. */
  DENSITY("bytes a byte of disk", false),
  MILLIS("ms", true),
  HEAP("MB of heap", true),
  ALLOCATION("bytes an operation", true);

  private final String label;
  private final boolean lessIsBetter;

  Unit(String label, boolean lessIsBetter) {
    this.label = label;
    this.lessIsBetter = lessIsBetter;
  }

  /** Whether a smaller figure is better. */
  boolean lessIsBetter() {
    return lessIsBetter;
  }

  @Override
  public String toString() {
    return label;
  }
}
