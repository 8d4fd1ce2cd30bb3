package dev.coffer.bench.part;

import dev.coffer.bench.data.Jars;
import dev.coffer.bench.peer.ContentPeer;
import dev.coffer.bench.peer.Contents;
import dev.coffer.bench.server.Schema;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Writes and reads one content in this JVM, and prints the two speeds and the peak of the heap. */
final class LargeContentProgram {

  static final int SMALL_HEAP_MB = 64;

  private static final long SIZE = 256L << 20;

  private LargeContentProgram() {}

  /** Speeds in MB/s, the peak in MB. */
  record Outcome(double written, double read, double peakHeap) {

    /** The result of a run that failed, usually by an error of memory. */
    static final Outcome FAILED = new Outcome(0, 0, Double.POSITIVE_INFINITY);

    static Outcome parse(String line) {
      String[] figures = line.split(" ", -1);
      return new Outcome(
          Double.parseDouble(figures[0]),
          Double.parseDouble(figures[1]),
          Double.parseDouble(figures[2]));
    }
  }

  /** The name of a contestant; the name, address, user and password of an empty database. */
  public static void main(String[] arguments) throws Exception {
    ContentPeer peer =
        ContentPeer.all().stream()
            .filter(each -> each.subject().toString().equals(arguments[0]))
            .findFirst()
            .orElseThrow();
    Schema schema = new Schema(arguments[1], arguments[2], arguments[3], arguments[4]);
    try (Contents contents = peer.opener().apply(schema)) {
      AtomicLong peakHeap = watchHeap();
      long start = System.nanoTime();
      String id;
      try (InputStream stream = new Limited(Jars.stream(), SIZE)) {
        id = contents.write(stream, SIZE);
      }
      double written = speedSince(start);
      start = System.nanoTime();
      if (contents.read(id) != SIZE) {
        throw new IllegalStateException("Not all of it was read.");
      }
      double read = speedSince(start);
      System.out.println(written + " " + read + " " + peakHeap.get() / (double) (1 << 20));
    }
  }

  private static double speedSince(long start) {
    return SIZE * 1e3 / (System.nanoTime() - start);
  }

  /** Samples the heap from now on, often enough for a heap of 64 MB. */
  private static AtomicLong watchHeap() {
    AtomicLong peak = new AtomicLong();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    Thread watcher =
        new Thread(
            () -> {
              while (true) {
                peak.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
              }
            });
    watcher.setDaemon(true);
    watcher.start();
    return peak;
  }

  /** The beginning of a stream. */
  private static final class Limited extends FilterInputStream {
    private long remaining;

    Limited(InputStream stream, long size) {
      super(stream);
      this.remaining = size;
    }

    @Override
    public int read() throws IOException {
      return remaining-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (remaining <= 0) {
        return -1;
      }
      int count = super.read(into, offset, (int) Math.min(length, remaining));
      remaining -= Math.max(0, count);
      return count;
    }
  }
}
