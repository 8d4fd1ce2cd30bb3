package dev.coffer.codec.zstd;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import dev.coffer.api.DamagedFrameException;
import java.io.Closeable;
import java.nio.ByteBuffer;
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
      byte[] raw = decompressor.decompress(frame, rawLength);
      kept = contexts.giveBack(decompressor);
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
    private final DirectBuffer input = new DirectBuffer();
    private final DirectBuffer output = new DirectBuffer();
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

    byte[] decompress(byte[] frame, int rawLength) {
      byte[] raw = new byte[rawLength];
      int produced =
          rawLength <= DirectBuffer.LARGEST && frame.length <= DirectBuffer.LARGEST
              ? decompressAtOnce(frame, raw)
              : decompressInPieces(frame, raw);
      if (produced != rawLength) {
        throw damaged(
            "it holds %d bytes, but its header has a length of %d".formatted(produced, rawLength));
      }
      return raw;
    }

    private int decompressAtOnce(byte[] frame, byte[] raw) {
      ByteBuffer from = input.withRoomFor(frame.length).put(frame);
      ByteBuffer to = output.withRoomFor(raw.length);
      int produced = context.decompressDirectByteBuffer(to, 0, raw.length, from, 0, frame.length);
      to.get(raw, 0, produced);
      return produced;
    }

    private int decompressInPieces(byte[] frame, byte[] raw) {
      int consumed = 0;
      int produced = 0;
      while (true) {
        int length = Math.min(DirectBuffer.LARGEST, frame.length - consumed);
        ByteBuffer from = input.withRoomFor(length).put(frame, consumed, length).flip();
        ByteBuffer to = output.withRoomFor(DirectBuffer.LARGEST);
        boolean ended = context.decompressDirectByteBufferStream(to, from);
        consumed += from.position();
        int written = to.flip().remaining();
        if (written > raw.length - produced) {
          throw damaged("it holds more bytes than the %d of its header".formatted(raw.length));
        }
        to.get(raw, produced, written);
        produced += written;
        if (ended && consumed == frame.length) {
          return produced;
        }
        boolean starved = consumed == frame.length && written < DirectBuffer.LARGEST;
        if (ended || starved) {
          throw damaged(
              "its %d bytes %s".formatted(frame.length, ended ? "end too late" : "end too early"));
        }
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
