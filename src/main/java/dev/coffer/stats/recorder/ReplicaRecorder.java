package dev.coffer.stats.recorder;

import dev.coffer.stats.ReplicaSummary;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts the events of one replica. Thread-safe. */
public final class ReplicaRecorder {

  private final String name;
  private final LongAdder reads = new LongAdder();
  private final LongAdder waits = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile boolean used = true;
  private volatile Duration lag = Duration.ZERO;

  ReplicaRecorder(String name) {
    this.name = name;
  }

  public void read() {
    reads.increment();
  }

  /** Counts a read that first asked the replica for its position. */
  public void waited() {
    waits.increment();
  }

  /** Counts a read for which the replica was too late. */
  public void late() {
    late.increment();
  }

  public void failed() {
    failures.increment();
  }

  /** Sets whether the replica is used now. */
  public void used(boolean isUsed) {
    used = isUsed;
  }

  /** Sets the time by which the replica was last behind the primary. */
  public void lag(Duration behind) {
    lag = behind;
  }

  /** The counts so far. */
  public ReplicaSummary summary() {
    return new ReplicaSummary(
        name, used, reads.sum(), waits.sum(), late.sum(), failures.sum(), lag);
  }
}
