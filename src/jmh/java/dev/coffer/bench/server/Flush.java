package dev.coffer.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The time that a disk takes to overwrite a block durably. Every durable commit waits for it. */
final class Flush {

  private static final int BLOCK = 4096;
  private static final int BLOCKS = 1024;
  private static final int SAMPLES = 2000;

  private Flush() {}

  /** The median of many, in nanoseconds, on the file system of this directory. */
  static long medianNanos(Path directory) {
    try {
      Path file = Files.createTempFile(directory, "flush", ".tmp");
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate(BLOCK * BLOCKS));
        channel.force(true);
        return median(channel);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long median(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long start = System.nanoTime();
      channel.write(block.clear(), (long) (i % BLOCKS) * BLOCK);
      channel.force(false);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[SAMPLES / 2];
  }
}
