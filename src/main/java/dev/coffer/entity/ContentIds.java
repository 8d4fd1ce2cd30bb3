package dev.coffer.entity;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Makes the ids of new contents, unique without a question to the database. Thread-safe.
 *
 * <p>An id consists of the number of the current period of 36 hours (15 bits) and of a number of 48
 * bits that starts at random in each process and period and counts up. So the ids of a process are
 * adjacent in the index, and those of two processes differ: the probability that 1,000 processes
 * which store a million contents each in one period share an id is 1 in 280. A writer that meets an
 * id of another content {@linkplain #restart() starts} at another number. A wrong clock does no
 * harm.
 *
 * <p>A sequence of the database cannot do this: in a Galera cluster, several nodes give the same
 * values, or refuse the sequence.
 */
public final class ContentIds {

  /** The ids of this process. */
  public static final ContentIds OF_PROCESS = new ContentIds(Clock.systemUTC());

  private static final int RUN_BITS = 48;

  /** A period has 2<sup>17</sup> seconds, so that all periods have 136 years. */
  private static final int PERIOD_BITS = 17;

  private static final int PERIODS = 1 << 15;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** The next id; negative if the next one starts at random. */
  @GuardedBy("this")
  private long next = -1;

  ContentIds(Clock clock) {
    this.clock = clock;
  }

  /** Makes this many ids, in ascending order unless a new period begins. */
  public synchronized long[] take(int count) {
    long[] ids = new long[count];
    long period = Math.floorMod(clock.instant().getEpochSecond() >> PERIOD_BITS, PERIODS);
    for (int i = 0; i < count; i++) {
      if (next < 0 || next >> RUN_BITS != period) {
        next = (period << RUN_BITS) | (random.nextLong() >>> (Long.SIZE - RUN_BITS));
      }
      ids[i] = next++;
    }
    return ids;
  }

  /** Makes one id. */
  public long take() {
    return take(1)[0];
  }

  /**
   * Starts at another random number. Call this after another content had one of the ids, because
   * the following ids may be taken, too: a copy of a running virtual machine counts on as well.
   */
  public synchronized void restart() {
    next = -1;
  }
}
