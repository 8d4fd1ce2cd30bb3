package dev.coffer.codec.zstd;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.coffer.api.DamagedFrameException;

/** Decompresses by contexts that are used again. Thread-safe. */
final class Decompressors {
  static final Decompressors SHARED = new Decompressors();

  /** What a decompressed value may take on the word of its header alone, in bytes. */
  private static final int TRUSTED_LENGTH = 1 << 20;

  /** The most that one compressed byte stands for: blocks of four bytes make 128 KiB each. */
  private static final long HIGHEST_RATIO = (128 << 10) / 4;

  private final IdleContexts<ZstdDecompressCtx> contexts =
      new IdleContexts<>(() -> new ZstdDecompressCtx().setMagicless(true));

  private Decompressors() {}

  byte[] decompress(byte[] source, int offset, int length, int rawLength) {
    if (rawLength > TRUSTED_LENGTH && rawLength > length * HIGHEST_RATIO) {
      throw damaged("%d bytes cannot hold the %d it claims".formatted(length, rawLength));
    }
    ZstdDecompressCtx context = contexts.take();
    boolean kept = false;
    try {
      byte[] raw = new byte[rawLength];
      int produced = context.decompressByteArray(raw, 0, rawLength, source, offset, length);
      kept = contexts.giveBack(context);
      if (produced != rawLength) {
        throw damaged("it holds %d bytes and claims %d".formatted(produced, rawLength));
      }
      return raw;
    } catch (ZstdException e) {
      // Its message is all it knows.
      throw damaged("the decoder refuses it: " + e.getMessage());
    } finally {
      if (!kept) {
        context.close();
      }
    }
  }

  private static DamagedFrameException damaged(String how) {
    return new DamagedFrameException(
        "A frame is damaged: its payload cannot be decoded: " + how + ".");
  }
}
