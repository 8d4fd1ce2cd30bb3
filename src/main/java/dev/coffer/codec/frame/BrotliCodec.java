package dev.coffer.codec.frame;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.DictionaryCodec;
import dev.coffer.codec.PreparedDictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Brotli codec, with Brotli4j's native library.
 *
 * <p>Decompression uses the decoder directly. Brotli4j's one-shot methods either do not limit their
 * output or allocate it a second time to join its pieces.
 */
final class BrotliCodec implements DictionaryCodec {
  static final int ID = 1;

  /**
   * The largest length, in bytes, for which a small window makes a high quality as fast as a medium
   * one.
   */
  private static final int SMALL = 8 << 10;

  private static final int SMALL_QUALITY = 9;
  private static final int SMALL_WINDOW = 16;
  private static final int LARGE_QUALITY = 5;
  private static final int LARGEST_WINDOW = 22;
  private static final int DENSE_QUALITY = 11;

  /**
   * The maximum memory that is allocated for a value before its data confirms the raw length in the
   * header, in bytes.
   */
  private static final int TRUSTED_LENGTH = 64 << 10;

  @Override
  public int id() {
    return ID;
  }

  @Override
  public String name() {
    return "brotli";
  }

  @Override
  public Optional<String> problem() {
    try {
      if (Brotli4jLoader.isAvailable()) {
        return Optional.empty();
      }
      return Optional.of(
          missing(
              "its native library cannot be loaded: " + Brotli4jLoader.getUnavailabilityCause()));
    } catch (LinkageError e) {
      return Optional.of(missing("brotli4j is not on the class path: " + e));
    }
  }

  private static String missing(String reason) {
    return "Values compressed by brotli cannot be read: "
        + reason
        + ". Add com.aayushatharva.brotli4j:brotli4j and com.aayushatharva.brotli4j:"
        + nativeArtifact()
        + " of the same version.";
  }

  private static String nativeArtifact() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    String family =
        system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "osx" : "linux";
    return "native-" + family + "-" + (machine.equals("amd64") ? "x86_64" : machine);
  }

  @Override
  public byte[] compress(byte[] raw) {
    return compress(raw, parameters(raw.length));
  }

  @Override
  public byte[] compressDensely(byte[] raw) {
    return compress(raw, denseParameters(raw.length));
  }

  private static byte[] compress(byte[] raw, Encoder.Parameters parameters) {
    try {
      return Encoder.compress(raw, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("Brotli failed on " + raw.length + " bytes in memory.", e);
    }
  }

  static Encoder.Parameters parameters(int length) {
    if (length <= SMALL) {
      return Encoder.Parameters.create(SMALL_QUALITY, SMALL_WINDOW);
    }
    return Encoder.Parameters.create(LARGE_QUALITY, window(length));
  }

  private static Encoder.Parameters denseParameters(int length) {
    return Encoder.Parameters.create(DENSE_QUALITY, Math.max(SMALL_WINDOW, window(length)));
  }

  static Encoder.Parameters denseParametersWithDictionary(int length) {
    return Encoder.Parameters.create(SMALL_QUALITY, Math.max(SMALL_WINDOW, window(length)));
  }

  /** The smallest window that contains this many bytes. */
  private static int window(int length) {
    return Math.min(32 - Integer.numberOfLeadingZeros(length), LARGEST_WINDOW);
  }

  @Override
  public PreparedDictionary prepare(byte[] dictionary) {
    return new BrotliDictionary(dictionary);
  }

  @Override
  public byte[] decompress(byte[] source, int offset, int length, int rawLength) {
    return decompress(source, offset, length, rawLength, null);
  }

  /** Decompresses with an optional dictionary in an off-heap buffer. */
  static byte[] decompress(
      byte[] source, int offset, int length, int rawLength, @Nullable ByteBuffer dictionary) {
    if (length == 0) {
      throw damaged("it is empty", null);
    }
    try {
      DecoderJNI.Wrapper decoder = new DecoderJNI.Wrapper(length);
      try {
        if (dictionary != null && !decoder.attachDictionary(dictionary)) {
          throw damaged("the decoder refuses its dictionary", null);
        }
        decoder.getInputBuffer().put(source, offset, length);
        decoder.push(length);
        return drain(decoder, rawLength);
      } finally {
        decoder.destroy();
      }
    } catch (IOException e) {
      throw damaged("the decoder refuses it", e);
    }
  }

  private static byte[] drain(DecoderJNI.Wrapper decoder, int rawLength) {
    byte[] out = new byte[Math.min(rawLength, TRUSTED_LENGTH)];
    int filled = 0;
    while (true) {
      switch (decoder.getStatus()) {
        case OK -> decoder.push(0);
        case NEEDS_MORE_OUTPUT -> {
          ByteBuffer chunk = decoder.pull(Math.max(1, rawLength - filled));
          int more = chunk.remaining();
          if (more > rawLength - filled) {
            throw damaged("it holds more than the " + rawLength + " bytes of its header", null);
          }
          out = grown(out, filled + more, rawLength);
          chunk.get(out, filled, more);
          filled += more;
        }
        case NEEDS_MORE_INPUT -> passBufferedInput(decoder);
        case ERROR ->
            throw damaged("it is not Brotli data, or there are more bytes after its end", null);
        case DONE -> {
          if (filled < rawLength) {
            throw damaged(
                "it holds %d bytes, but its header has a length of %d".formatted(filled, rawLength),
                null);
          }
          return out;
        }
      }
    }
  }

  /**
   * Makes the decoder process its buffered input. It may request more input before it has processed
   * all of it.
   */
  private static void passBufferedInput(DecoderJNI.Wrapper decoder) {
    decoder.push(0);
    if (decoder.getStatus() == DecoderJNI.Status.NEEDS_MORE_INPUT) {
      throw damaged("it ends early", null);
    }
  }

  /**
   * Returns the array or a longer copy. A copy is at least twice as long, but never longer than the
   * raw length.
   */
  private static byte[] grown(byte[] out, int needed, int rawLength) {
    return needed <= out.length
        ? out
        : Arrays.copyOf(out, Math.min(rawLength, Math.max(needed, 2 * out.length)));
  }

  private static DamagedFrameException damaged(String how, @Nullable Exception cause) {
    return new DamagedFrameException(
        "A frame is damaged: its payload cannot be decoded: " + how + ".", cause);
  }
}
