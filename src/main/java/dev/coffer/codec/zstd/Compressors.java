package dev.coffer.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.util.Arrays;

/** Compresses by contexts that are used again. Thread-safe. */
final class Compressors {
  static final Compressors SHARED = new Compressors();

  /** Beyond it the ratio grows little, and the time a lot. */
  static final int LEVEL = 3;

  /** The longest output, in bytes, for which a context keeps its array. */
  private static final int LONGEST_KEPT = 64 << 10;

  private final IdleContexts<Compressor> contexts = new IdleContexts<>(Compressor::new);

  private Compressors() {}

  byte[] compress(byte[] raw) {
    Compressor compressor = contexts.take();
    boolean kept = false;
    try {
      byte[] compressed = compressor.compress(raw);
      kept = contexts.giveBack(compressor);
      return compressed;
    } finally {
      if (!kept) {
        compressor.close();
      }
    }
  }

  private static final class Compressor implements Closeable {
    private final ZstdCompressCtx context =
        new ZstdCompressCtx()
            .setLevel(LEVEL)
            .setMagicless(true)
            .setContentSize(false)
            .setDictID(false)
            .setChecksum(false);

    private byte[] output = new byte[0];

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
      return Arrays.copyOf(target, length);
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
