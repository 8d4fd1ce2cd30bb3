package dev.coffer.bench.scan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Measures reads of many records in this JVM, and prints a line for each figure: its {@link Way}
 * and the operations a second.
 */
public final class ScanProgram {

  private static final int RECORDS = 20_000;
  private static final int LOADED_AT_ONCE = 5_000;
  private static final int AT_ONCE = 100;
  private static final int MOST_SAMPLES = 1_000_000;
  private static final long WARM_UP_NANOS = 4_000_000_000L;

  /** An operation of a contestant. */
  public enum Way {
    PLAIN_SCAN,
    SCAN,
    PAGE,
    PLAIN_GET_ALL,
    GET_ALL,
    PLAIN_GETS,
    GETS
  }

  private ScanProgram() {}

  /**
   * The URL of Coffer's empty database, the URL of that of the other contestant, their user and
   * password, the definition of the plain table, the number of rounds, and the nanoseconds of one
   * measurement.
   */
  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[5]);
    long nanos = Long.parseLong(arguments[6]);
    try (PlainMaps plain =
            new PlainMaps(arguments[1], arguments[2], arguments[3], arguments[4], AT_ONCE);
        CofferMaps coffer = new CofferMaps(arguments[0], arguments[2], arguments[3])) {
      load(plain);
      load(coffer);
      Map<Way, Runnable> ways = new LinkedHashMap<>();
      for (Way way : Way.values()) {
        Keys keys = new Keys();
        ways.put(way, operation(way, plain, coffer, keys));
      }
      ways.values().forEach(ScanProgram::warmUp);
      for (int round = 0; round < rounds; round++) {
        ways.forEach((way, operation) -> System.out.println(way + " " + speed(operation, nanos)));
      }
    }
  }

  private static void load(MapReader reader) {
    for (int from = 0; from < RECORDS; from += LOADED_AT_ONCE) {
      Map<String, Map<String, String>> maps = new LinkedHashMap<>();
      for (int i = from; i < from + LOADED_AT_ONCE; i++) {
        maps.put(Keys.key(i), Texts.of(i));
      }
      reader.load(maps);
    }
  }

  private static Runnable operation(Way way, PlainMaps plain, CofferMaps coffer, Keys keys) {
    return switch (way) {
      case PLAIN_SCAN -> () -> require(plain.scan(keys.start(), AT_ONCE) == AT_ONCE);
      case SCAN -> () -> require(coffer.scan(keys.start(), AT_ONCE) == AT_ONCE);
      case PAGE -> () -> require(coffer.page(keys.start(), AT_ONCE) == AT_ONCE);
      case PLAIN_GET_ALL -> () -> require(plain.getAll(keys.some()) == AT_ONCE);
      case GET_ALL -> () -> require(coffer.getAll(keys.some()) == AT_ONCE);
      case PLAIN_GETS -> () -> gets(keys, plain::get);
      case GETS -> () -> gets(keys, coffer::get);
    };
  }

  private static void gets(Keys keys, Predicate<String> get) {
    keys.some().forEach(key -> require(get.test(key)));
  }

  private static void require(boolean complete) {
    if (!complete) {
      throw new IllegalStateException("Not all of it was read.");
    }
  }

  private static void warmUp(Runnable operation) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP_NANOS) {
      operation.run();
    }
  }

  /** The operations a second by the median time. */
  private static double speed(Runnable operation, long nanos) {
    long[] samples = new long[MOST_SAMPLES];
    int count = 0;
    long now = System.nanoTime();
    long end = now + nanos;
    while (now < end && count < MOST_SAMPLES) {
      operation.run();
      long after = System.nanoTime();
      samples[count++] = after - now;
      now = after;
    }
    Arrays.sort(samples, 0, count);
    return 1e9 / Math.max(1, samples[count / 2]);
  }

  /** The keys of one operation. */
  private static final class Keys {

    private static final List<String> ALL =
        IntStream.range(0, RECORDS).mapToObj("thing/%05d"::formatted).toList();

    private final SplittableRandom random = new SplittableRandom(7);

    static String key(int number) {
      return ALL.get(number);
    }

    /** A key with enough others after it. */
    String start() {
      return key(random.nextInt(RECORDS - AT_ONCE));
    }

    List<String> some() {
      Set<String> keys = new LinkedHashSet<>();
      while (keys.size() < AT_ONCE) {
        keys.add(key(random.nextInt(RECORDS)));
      }
      return List.copyOf(keys);
    }
  }
}
