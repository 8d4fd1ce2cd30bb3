package dev.coffer.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import java.io.Closeable;
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

  /** The largest output array, in bytes, that a context keeps. */
  private static final int LONGEST_KEPT = 64 << 10;

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
    private byte[] output = new byte[0];

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
      int most = (int) Zstd.compressBound(raw.length);
      if (output.length < most) {
        byte[] longer = new byte[most];
        if (most > LONGEST_KEPT) {
          return compressInto(longer, raw);
        }
        output = longer;
      }
      return compressInto(output, raw);
    }

    private byte[] compressInto(byte[] target, byte[] raw) {
      int length = context.compressByteArray(target, 0, target.length, raw, 0, raw.length);
      return ShortFrame.of(target, length);
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
