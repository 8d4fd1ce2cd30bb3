package dev.coffer.codec.zstd;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Compresses with reused native contexts. Thread-safe. */
final class Compressors {
  /**
   * Level 1 for small values. Level 3 would make a document a fortieth smaller and take a fifth
   * longer.
   */
  static final Compressors SMALL = new Compressors(1);

  /**
   * Level 3 for parts of contents. They are a twelfth smaller than with level 1; higher levels take
   * much more time.
   */
  static final Compressors LARGE = new Compressors(3);

  /**
   * Level 5 for small values with a dictionary. They are an eighth smaller than with level 3 and
   * take two microseconds longer; a document of 16 KiB would take twice as long.
   */
  static final Compressors SMALL_WITH_DICTIONARY = new Compressors(5);

  /**
   * Level 2 for documents with a dictionary. They are half as large as without a dictionary. Level
   * 3 would make them another seventh smaller, but would take a quarter longer on one thread, and
   * more if all cores compress.
   */
  static final Compressors LARGE_WITH_DICTIONARY = new Compressors(2);

  /**
   * Level 19 for dense compression. Higher levels need more memory in the decompressor than other
   * programs expect.
   */
  static final Compressors DENSE = new Compressors(19);

  /**
   * Level 15 for dense compression with a dictionary. Level 19 would take twenty times as long and
   * make small values larger.
   */
  static final Compressors DENSE_WITH_DICTIONARY = new Compressors(15);

  private final int level;
  private final IdleContexts<Compressor> contexts = new IdleContexts<>(Compressor::new);

  private Compressors(int level) {
    this.level = level;
  }

  /** Prepares a dictionary for these compressors. The prepared dictionary contains their level. */
  ZstdDictCompress prepare(byte[] dictionary) {
    return new ZstdDictCompress(dictionary, level);
  }

  /** Compresses with an optional dictionary. */
  byte[] compress(byte[] raw, @Nullable ZstdDictCompress dictionary) {
    Compressor compressor = contexts.take();
    boolean kept = false;
    try {
      compressor.use(dictionary);
      byte[] compressed = compressor.compress(raw);
      kept = contexts.giveBack(compressor);
      return compressed;
    } finally {
      if (!kept) {
        compressor.close();
      }
    }
  }

  private final class Compressor implements Closeable {
    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private @Nullable ZstdDictCompress loaded;
    private final DirectBuffer input = new DirectBuffer();
    private final DirectBuffer output = new DirectBuffer();

    Compressor() {
      configure();
    }

    private void configure() {
      context
          .setLevel(level)
          .setMagicless(true)
          .setContentSize(false)
          .setDictID(false)
          .setChecksum(false);
    }

    /**
     * Loads another dictionary. A context keeps its dictionary until a reset, and a reset also
     * clears its settings.
     */
    void use(@Nullable ZstdDictCompress dictionary) {
      if (dictionary == loaded) {
        return;
      }
      context.reset();
      configure();
      loaded = null;
      if (dictionary != null) {
        context.loadDict(dictionary);
        loaded = dictionary;
      }
    }

    byte[] compress(byte[] raw) {
      long most = Zstd.compressBound(raw.length);
      byte[] frame =
          most <= DirectBuffer.LARGEST ? compressAtOnce(raw, (int) most) : compressInPieces(raw);
      return ShortFrame.of(frame);
    }

    private byte[] compressAtOnce(byte[] raw, int most) {
      ByteBuffer from = input.withRoomFor(raw.length).put(raw);
      ByteBuffer to = output.withRoomFor(most);
      byte[] frame = new byte[context.compressDirectByteBuffer(to, 0, most, from, 0, raw.length)];
      to.get(frame);
      return frame;
    }

    private byte[] compressInPieces(byte[] raw) {
      context.setPledgedSrcSize(raw.length);
      ByteArrayOutputStream frame = new ByteArrayOutputStream(DirectBuffer.LARGEST);
      for (int offset = 0; offset < raw.length; offset += DirectBuffer.LARGEST) {
        int length = Math.min(DirectBuffer.LARGEST, raw.length - offset);
        ByteBuffer from = input.withRoomFor(length).put(raw, offset, length).flip();
        EndDirective directive =
            offset + length == raw.length ? EndDirective.END : EndDirective.CONTINUE;
        boolean done = false;
        while (!done) {
          ByteBuffer to = output.withRoomFor(DirectBuffer.LARGEST);
          boolean flushed = context.compressDirectByteBufferStream(to, from, directive);
          DirectBuffer.drain(to, frame);
          done = directive == EndDirective.END ? flushed : !from.hasRemaining();
        }
      }
      return frame.toByteArray();
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
