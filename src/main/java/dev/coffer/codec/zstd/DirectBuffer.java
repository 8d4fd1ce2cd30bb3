package dev.coffer.codec.zstd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A reusable buffer outside the heap for the input or the output of a native context.
 *
 * <p>zstd-jni can also work on arrays. It then holds a JNI critical section for the whole call.
 * Before JDK 22, no garbage collection can start during such a section: every thread that needs
 * memory waits, and a thread can fail with an {@code OutOfMemoryError} although most of the heap is
 * garbage. Copying a value costs at most a fiftieth of its compression.
 *
 * <p>Not thread-safe.
 */
final class DirectBuffer {
  /** The largest capacity in bytes. */
  static final int LARGEST = 2 << 20;

  private static final int SMALLEST = 16 << 10;

  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  /** Clears the buffer and returns it with a capacity of at least this number of bytes. */
  ByteBuffer withRoomFor(int bytes) {
    if (bytes > LARGEST) {
      throw new IllegalArgumentException(bytes + " bytes exceed the limit of " + LARGEST);
    }
    if (buffer.capacity() < bytes) {
      int doubled = Integer.highestOneBit(Math.max(bytes - 1, 1)) << 1;
      buffer = ByteBuffer.allocateDirect(Math.max(SMALLEST, doubled));
    }
    return buffer.clear();
  }

  /** Appends the written bytes of a buffer to a stream. */
  static void drain(ByteBuffer written, ByteArrayOutputStream to) {
    byte[] bytes = new byte[written.flip().remaining()];
    written.get(bytes);
    to.writeBytes(bytes);
  }
}
