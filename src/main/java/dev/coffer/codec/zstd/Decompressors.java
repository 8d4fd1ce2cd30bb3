package dev.coffer.codec.zstd;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import dev.coffer.api.DamagedFrameException;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Decompresses with reused native contexts. Thread-safe. */
final class Decompressors {
  static final Decompressors SHARED = new Decompressors();

  /**
   * The maximum memory that is allocated for a value without a check of the raw length in its
   * header, in bytes.
   */
  private static final int TRUSTED_LENGTH = 1 << 20;

  /** The maximum compression ratio: a block of four bytes can hold 128 KiB. */
  private static final long HIGHEST_RATIO = (128 << 10) / 4;

  private final IdleContexts<Decompressor> contexts = new IdleContexts<>(Decompressor::new);

  private Decompressors() {}

  /** Decompresses with an optional dictionary. */
  byte[] decompress(
      byte[] source,
      int offset,
      int length,
      int rawLength,
      @Nullable ZstdDictDecompress dictionary) {
    if (rawLength > TRUSTED_LENGTH && rawLength > length * HIGHEST_RATIO) {
      throw damaged("%d bytes cannot hold the %d bytes of its header".formatted(length, rawLength));
    }
    byte[] frame = ShortFrame.restore(source, offset, length);
    Decompressor decompressor = contexts.take();
    boolean kept = false;
    try {
      decompressor.use(dictionary);
      byte[] raw = new byte[rawLength];
      int produced =
          decompressor.context.decompressByteArray(raw, 0, rawLength, frame, 0, frame.length);
      kept = contexts.giveBack(decompressor);
      if (produced != rawLength) {
        throw damaged(
            "it holds %d bytes, but its header has a length of %d".formatted(produced, rawLength));
      }
      return raw;
    } catch (ZstdException e) {
      // The exception has no information beyond its message.
      throw damaged("the decoder refuses it: " + e.getMessage());
    } finally {
      if (!kept) {
        decompressor.close();
      }
    }
  }

  private static final class Decompressor implements Closeable {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx().setMagicless(true);
    private @Nullable ZstdDictDecompress loaded;

    /**
     * Loads another dictionary. A context keeps its dictionary until a reset, and a reset also
     * clears its settings.
     */
    void use(@Nullable ZstdDictDecompress dictionary) {
      if (dictionary == loaded) {
        return;
      }
      context.reset();
      context.setMagicless(true);
      loaded = null;
      if (dictionary != null) {
        context.loadDict(dictionary);
        loaded = dictionary;
      }
    }

    @Override
    public void close() {
      context.close();
    }
  }

  private static DamagedFrameException damaged(String how) {
    return new DamagedFrameException(
        "A frame is damaged: its payload cannot be decoded: " + how + ".");
  }
}
