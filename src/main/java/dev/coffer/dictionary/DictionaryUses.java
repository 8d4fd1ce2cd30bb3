package dev.coffer.dictionary;

import dev.coffer.tx.UnitOfWork;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The transactions of this process that write with a dictionary. They replace the locks of the
 * database where no other process can write, as the rows of H2 have no shared locks. Thread-safe.
 *
 * <p>A write first begins its use and then checks that no dictionary was retired meanwhile. A
 * retirement is first committed and counted, and then the uses are checked. So one of both sees the
 * other.
 */
final class DictionaryUses {

  /** By name in all databases: those with an equal dictionary only wait for each other. */
  private static final Map<DictionaryName, Integer> OPEN = new ConcurrentHashMap<>();

  private static final AtomicLong RETIREMENTS = new AtomicLong();

  private DictionaryUses() {}

  /** Counts a use until the transaction of the unit ends. */
  static void begin(UnitOfWork unit, String collection, String id) {
    DictionaryName name = new DictionaryName(collection, id);
    OPEN.merge(name, 1, Integer::sum);
    unit.afterCompletion(
        () -> OPEN.computeIfPresent(name, (each, count) -> count == 1 ? null : count - 1));
  }

  /** Whether a transaction of this process that is open writes with a dictionary. */
  static boolean isOpen(String collection, String id) {
    return OPEN.containsKey(new DictionaryName(collection, id));
  }

  /** Counts a committed retirement of dictionaries. */
  static void retired() {
    RETIREMENTS.incrementAndGet();
  }

  /** The number of retirements in this process. */
  static long retirements() {
    return RETIREMENTS.get();
  }
}
