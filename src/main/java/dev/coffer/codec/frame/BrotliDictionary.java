package dev.coffer.codec.frame;

import com.aayushatharva.brotli4j.encoder.Encoder;
import com.aayushatharva.brotli4j.encoder.EncoderJNI;
import com.aayushatharva.brotli4j.encoder.PreparedDictionaryGenerator;
import dev.coffer.codec.PreparedDictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A dictionary prepared for Brotli, for compression and decompression. Its buffers are off-heap and
 * are freed with this object, so the object must stay reachable while native code reads them.
 */
final class BrotliDictionary implements PreparedDictionary {
  private final ByteBuffer raw;
  private final ByteBuffer forEncoder;

  BrotliDictionary(byte[] dictionary) {
    raw = ByteBuffer.allocateDirect(dictionary.length);
    raw.put(dictionary).flip();
    forEncoder = PreparedDictionaryGenerator.generate(raw.duplicate()).getData();
  }

  @Override
  public byte[] compress(byte[] raw) {
    return compress(raw, BrotliCodec.parameters(raw.length));
  }

  /**
   * Does not use the highest quality, which profits less from a dictionary and takes ten times as
   * long.
   */
  @Override
  public byte[] compressDensely(byte[] raw) {
    return compress(raw, BrotliCodec.denseParametersWithDictionary(raw.length));
  }

  private byte[] compress(byte[] bytes, Encoder.Parameters parameters) {
    try {
      EncoderJNI.Wrapper encoder =
          new EncoderJNI.Wrapper(
              bytes.length, parameters.quality(), parameters.lgwin(), parameters.mode());
      try {
        if (!encoder.attachDictionary(forEncoder)) {
          throw new IllegalStateException("Brotli refused a dictionary that it has prepared.");
        }
        encoder.getInputBuffer().put(bytes);
        encoder.push(EncoderJNI.Operation.FINISH, bytes.length);
        return drain(encoder);
      } finally {
        encoder.destroy();
        Reference.reachabilityFence(this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Brotli failed on " + bytes.length + " bytes in memory.", e);
    }
  }

  private static byte[] drain(EncoderJNI.Wrapper encoder) {
    byte[] out = new byte[0];
    while (true) {
      if (!encoder.isSuccess()) {
        throw new IllegalStateException("Brotli failed to compress bytes in memory.");
      }
      if (encoder.hasMoreOutput()) {
        ByteBuffer chunk = encoder.pull();
        int filled = out.length;
        out = Arrays.copyOf(out, filled + chunk.remaining());
        chunk.get(out, filled, out.length - filled);
      } else if (encoder.isFinished()) {
        return out;
      } else {
        encoder.push(EncoderJNI.Operation.FINISH, 0);
      }
    }
  }

  @Override
  public byte[] decompress(byte[] source, int offset, int length, int rawLength) {
    try {
      return BrotliCodec.decompress(source, offset, length, rawLength, raw);
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
