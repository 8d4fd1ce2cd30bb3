package dev.coffer.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Compresses by contexts that are used again. Thread-safe. */
final class Compressors {
  /** A document is a fortieth smaller by level 3, and takes a fifth longer. */
  static final Compressors SMALL = new Compressors(1);

  /** For a part of a content: a twelfth smaller than by level 1; beyond this, time grows a lot. */
  static final Compressors LARGE = new Compressors(3);

  /**
   * With a dictionary, a small value is an eighth smaller than by level 3, for two microseconds
   * more; a document of 16 KiB takes twice as long.
   */
  static final Compressors SMALL_WITH_DICTIONARY = new Compressors(5);

  /**
   * A document, which is half as large as without a dictionary. Level 3 makes it another seventh
   * smaller, but takes a quarter longer when one thread compresses, and more when all cores do.
   */
  static final Compressors LARGE_WITH_DICTIONARY = new Compressors(2);

  /** Beyond level 19 a decompressor would need more memory than others expect. */
  static final Compressors DENSE = new Compressors(19);

  /** With a dictionary, level 19 takes twenty times as long, and small values become larger. */
  static final Compressors DENSE_WITH_DICTIONARY = new Compressors(15);

  /** The longest output, in bytes, for which a context keeps its array. */
  private static final int LONGEST_KEPT = 64 << 10;

  private final int level;
  private final IdleContexts<Compressor> contexts = new IdleContexts<>(Compressor::new);

  private Compressors(int level) {
    this.level = level;
  }

  /** A dictionary for these compressors; it has their level in it. */
  ZstdDictCompress prepare(byte[] dictionary) {
    return new ZstdDictCompress(dictionary, level);
  }

  /** Compresses, with a dictionary where one is given. */
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

    /** A context keeps its dictionary until it is reset, and its settings no longer. */
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
