package dev.coffer.bench.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The commands to a node, one a line of its input, each answered by one line. The node ends with
 * its input, and so with the process that started it.
 */
final class NodeCommands {

  private static final int VALUE_SIZE = 1 << 10;
  private static final int DIGITS = 10;

  /** Reading the clock takes longer than a hit. */
  private static final int BATCH = 100;

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final Node node;
  private final PrintStream answers;
  private final SplittableRandom random = new SplittableRandom(5);

  private NodeCommands(Node node, PrintStream answers) {
    this.node = node;
    this.answers = answers;
  }

  static String key(int number) {
    return "key/" + number;
  }

  /** A text of 1 KB that begins with the number. */
  static String value(int number) {
    StringBuilder text = new StringBuilder("%010d".formatted(number));
    SplittableRandom letters = new SplittableRandom(number);
    while (text.length() < VALUE_SIZE) {
      text.append(' ').append(Long.toHexString(letters.nextLong()));
    }
    return text.substring(0, VALUE_SIZE);
  }

  private static int numberOf(@Nullable String value) {
    return value == null ? 0 : Integer.parseInt(value.substring(0, DIGITS));
  }

  /** Obeys the commands until the end of the input. */
  static void serve(Node node) throws IOException {
    // Libraries may print; only answers go to the output.
    PrintStream answers = System.out;
    System.setOut(System.err);
    NodeCommands commands = new NodeCommands(node, answers);
    answers.println("ready");
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      answers.println(commands.obey(line.split(" ", -1)));
    }
  }

  private String obey(String[] words) {
    int count = Integer.parseInt(words[1]);
    switch (words[0]) {
      case "fill" -> node.fill(count);
      case "read" -> {
        return String.valueOf(read(count, Long.parseLong(words[2])));
      }
      case "write" -> {
        return String.valueOf(write(count, Long.parseLong(words[2])));
      }
      case "publish" -> {
        return text(publish(count, words[2], Long.parseLong(words[3])));
      }
      case "observe" -> {
        return text(observe(count, words[2]));
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
    return "done";
  }

  /** Reads random keys below this number for some nanoseconds. Returns the reads a second. */
  private double read(int keys, long nanos) {
    long operations = 0;
    long start = System.nanoTime();
    long elapsed = 0;
    while (elapsed < nanos) {
      for (int i = 0; i < BATCH; i++) {
        String key = key(random.nextInt(keys));
        if (node.get(key) == null) {
          throw new IllegalStateException(key);
        }
      }
      operations += BATCH;
      elapsed = System.nanoTime() - start;
    }
    return 1e9 * operations / elapsed;
  }

  /** Overwrites random keys below this number. Returns the writes a second. */
  private double write(int keys, long nanos) {
    long operations = 0;
    long start = System.nanoTime();
    long elapsed = 0;
    while (elapsed < nanos) {
      node.put(key(random.nextInt(keys)), value(random.nextInt(Integer.MAX_VALUE)));
      operations++;
      elapsed = System.nanoTime() - start;
    }
    return 1e9 * operations / elapsed;
  }

  /** Writes the numbers from 1 to a key. Returns the time when each was acknowledged. */
  private long[] publish(int last, String key, long pauseMicros) {
    long[] acknowledged = new long[last + 1];
    for (int number = 1; number <= last; number++) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
      node.put(key, value(number));
      acknowledged[number] = now();
    }
    return acknowledged;
  }

  /**
   * Reads a key until its number is the last one. Returns for each number the begin of the latest
   * read that returned a smaller one.
   */
  private long[] observe(int last, String key) {
    long[] older = new long[last + 1];
    int seen = 0;
    long before = 0;
    answers.println("watching");
    while (seen < last) {
      long start = now();
      int number = numberOf(node.get(key));
      if (number < seen) {
        throw new IllegalStateException("Read " + number + " after " + seen);
      }
      Arrays.fill(older, seen + 1, number + 1, before);
      seen = number;
      before = start;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return older;
  }

  /** The time in microseconds by the clock that all processes of a machine share. */
  private static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private static String text(long[] times) {
    return Arrays.stream(times).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }
}
