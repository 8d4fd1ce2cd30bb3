package dev.coffer.bench.part;

/** The mixes of the Yahoo cloud serving benchmark; the shares of a mix add up to 100. */
enum YcsbMix {
  A(50, 50, 0, 0, 0),
  B(95, 5, 0, 0, 0),
  C(100, 0, 0, 0, 0),
  /** Reads the values that were inserted last. */
  D(95, 0, 5, 0, 0),
  E(0, 0, 5, 95, 0),
  F(50, 0, 0, 0, 50);

  private final int reads;
  private final int updates;
  private final int inserts;
  private final int scans;

  YcsbMix(int reads, int updates, int inserts, int scans, int readModifyWrites) {
    this.reads = reads;
    this.updates = updates;
    this.inserts = inserts;
    this.scans = scans;
    if (reads + updates + inserts + scans + readModifyWrites != 100) {
      throw new IllegalArgumentException(name());
    }
  }

  enum Operation {
    READ,
    UPDATE,
    INSERT,
    SCAN,
    READ_MODIFY_WRITE
  }

  /** The operation for a number from 0 to 99. */
  Operation operation(int percent) {
    if (percent < reads) {
      return Operation.READ;
    }
    if (percent < reads + updates) {
      return Operation.UPDATE;
    }
    if (percent < reads + updates + inserts) {
      return Operation.INSERT;
    }
    return percent < reads + updates + inserts + scans
        ? Operation.SCAN
        : Operation.READ_MODIFY_WRITE;
  }

  boolean readsLatest() {
    return this == D;
  }
}
