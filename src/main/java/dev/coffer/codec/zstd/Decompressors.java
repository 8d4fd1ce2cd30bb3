package dev.coffer.codec.zstd;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import dev.coffer.api.DamagedFrameException;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Decompresses by contexts that are used again. Thread-safe. */
final class Decompressors {
  static final Decompressors SHARED = new Decompressors();

  /** What a decompressed value may take on the word of its header alone, in bytes. */
  private static final int TRUSTED_LENGTH = 1 << 20;

  /** The most that one compressed byte stands for: blocks of four bytes make 128 KiB each. */
  private static final long HIGHEST_RATIO = (128 << 10) / 4;

  private final IdleContexts<Decompressor> contexts = new IdleContexts<>(Decompressor::new);

  private Decompressors() {}

  /** Decompresses, with a dictionary where one is given. */
  byte[] decompress(
      byte[] source,
      int offset,
      int length,
      int rawLength,
      @Nullable ZstdDictDecompress dictionary) {
    if (rawLength > TRUSTED_LENGTH && rawLength > length * HIGHEST_RATIO) {
      throw damaged("%d bytes cannot hold the %d it claims".formatted(length, rawLength));
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
        throw damaged("it holds %d bytes and claims %d".formatted(produced, rawLength));
      }
      return raw;
    } catch (ZstdException e) {
      // Its message is all it knows.
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

    /** A context keeps its dictionary until it is reset, and its settings no longer. */
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
