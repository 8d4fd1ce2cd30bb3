package dev.coffer.codec.frame;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.api.ValueTooLargeException;
import dev.coffer.codec.Codec;
import dev.coffer.codec.DictionaryCodec;
import dev.coffer.codec.PreparedDictionary;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes and reads frames with a given set of codecs. Thread-safe. */
final class Framing {
  /**
   * The largest value, in bytes, for which dense frames try the denser codec. It would save 7
   * percent of parts of contents, and would take four times as long.
   */
  private static final int LARGEST_FOR_DENSER = 64 << 10;

  /** The minimum saving of the denser codec, in percent, because its frames are slower to read. */
  private static final int LEAST_SAVING_OF_DENSER = 10;

  private final Codecs codecs;
  private final Supplier<Optional<Codec>> writer;
  private final Supplier<Optional<Codec>> denser;
  private final boolean dense;

  /**
   * Reads with all codecs and writes with the preferred one, chosen at the first write. Dense
   * frames also use another codec where it saves more.
   */
  Framing(Codecs codecs) {
    this(codecs, codecs::preferred, codecs::denser, false);
  }

  /** Reads with all codecs and writes with one of them; null to write uncompressed. */
  Framing(Codecs codecs, @Nullable Codec writer) {
    this(codecs, constant(Optional.ofNullable(writer)), constant(Optional.empty()), false);
  }

  private static Supplier<Optional<Codec>> constant(Optional<Codec> codec) {
    return () -> codec;
  }

  private Framing(
      Codecs codecs,
      Supplier<Optional<Codec>> writer,
      Supplier<Optional<Codec>> denser,
      boolean dense) {
    this.codecs = codecs;
    this.writer = writer;
    this.denser = denser;
    this.dense = dense;
  }

  /** A copy with the densest settings. */
  Framing densely() {
    return new Framing(codecs, writer, denser, true);
  }

  /** The name of the codec, or the names of both codecs of dense frames, joined by a plus sign. */
  String writerName() {
    return Stream.concat(writer.get().stream(), dense ? denser.get().stream() : Stream.empty())
        .map(Codec::name)
        .reduce((one, other) -> one + '+' + other)
        .orElse(Frames.RAW);
  }

  byte[] encode(byte[] raw) {
    return encode(raw, null);
  }

  /** Encodes with a dictionary, if the codec supports dictionaries. */
  byte[] encode(byte[] raw, @Nullable Dictionary dictionary) {
    requireFits(raw);
    Codec writer = this.writer.get().orElse(null);
    if (dictionary != null
        && writer instanceof DictionaryCodec with
        && Compressibility.isLikely(raw, true)) {
      PreparedDictionary prepared = dictionary.preparedFor(with);
      byte[] compressed = dense ? prepared.compressDensely(raw) : prepared.compress(raw);
      if (compressed.length + FrameHeader.DICTIONARY_LENGTH < raw.length) {
        return frame(with.id(), raw, compressed, dictionary);
      }
    }
    if (writer != null && Compressibility.isLikely(raw, false)) {
      return dense ? encodeDensely(raw, writer) : frameOrRaw(writer, raw, writer.compress(raw));
    }
    return frame(FrameHeader.RAW, raw, raw, null);
  }

  byte[] tuned(byte[] dictionary, List<byte[]> samples) {
    return writer.get().orElse(null) instanceof DictionaryCodec with
        ? with.tuned(dictionary, samples)
        : dictionary;
  }

  private byte[] encodeDensely(byte[] raw, Codec writer) {
    byte[] compressed = writer.compressDensely(raw);
    Codec other = raw.length <= LARGEST_FOR_DENSER ? denser.get().orElse(null) : null;
    if (other != null) {
      byte[] smaller = other.compressDensely(raw);
      if (smaller.length * 100L <= compressed.length * (100L - LEAST_SAVING_OF_DENSER)) {
        return frameOrRaw(other, raw, smaller);
      }
    }
    return frameOrRaw(writer, raw, compressed);
  }

  private static byte[] frameOrRaw(Codec codec, byte[] raw, byte[] compressed) {
    return compressed.length < raw.length
        ? frame(codec.id(), raw, compressed, null)
        : frame(FrameHeader.RAW, raw, raw, null);
  }

  /** Encodes bytes as an uncompressed frame. */
  byte[] keep(byte[] raw) {
    requireFits(raw);
    return frame(FrameHeader.RAW, raw, raw, null);
  }

  private static void requireFits(byte[] raw) {
    if (raw.length > Frames.MAX_RAW_LENGTH) {
      throw new ValueTooLargeException(
          raw.length,
          Frames.MAX_RAW_LENGTH,
          "%d bytes do not fit in a frame, which holds at most %d; store them as a content."
              .formatted(raw.length, Frames.MAX_RAW_LENGTH));
    }
  }

  /**
   * Builds a frame. All headers without a dictionary have the same length, so the comparison of
   * payload lengths is also a comparison of frame lengths.
   */
  private static byte[] frame(
      int codec, byte[] raw, byte[] payload, @Nullable Dictionary dictionary) {
    byte[] frame = FrameHeader.begin(codec, raw.length, payload.length, dictionary);
    int payloadAt = frame.length - payload.length;
    int checksumAt = payloadAt - FrameHeader.CHECKSUM_LENGTH;
    System.arraycopy(payload, 0, frame, payloadAt, payload.length);
    ByteBuffer.wrap(frame).putInt(checksumAt, checksum(codec, frame, checksumAt, raw));
    return frame;
  }

  byte[] decode(byte[] frame) {
    return decode(frame, DictionarySource.NONE);
  }

  byte[] decode(byte[] frame, DictionarySource dictionaries) {
    try {
      return decode(frame, FrameHeader.parse(frame), dictionaries);
    } catch (CodecUnavailableException e) {
      throw hasDamagedFirstByte(frame, dictionaries) ? damagedFirstByte(e) : e;
    }
  }

  byte[] decode(byte[] frame, int expectedRawLength) {
    try {
      return decode(frame, FrameHeader.parse(frame), expectedRawLength);
    } catch (CodecUnavailableException e) {
      throw hasDamagedFirstByte(frame, DictionarySource.NONE) ? damagedFirstByte(e) : e;
    }
  }

  private byte[] decode(byte[] frame, FrameHeader header, int expectedRawLength) {
    if (header.rawLength() != expectedRawLength) {
      throw new DamagedFrameException(
          "A frame is damaged: its header has a length of %d bytes instead of %d."
              .formatted(header.rawLength(), expectedRawLength));
    }
    return decode(frame, header, DictionarySource.NONE);
  }

  /**
   * Whether a frame with an unknown format or codec is a known frame with an altered first byte:
   * its checksum matches with another first byte of either format. It does not match for a frame of
   * another release.
   */
  private boolean hasDamagedFirstByte(byte[] frame, DictionarySource dictionaries) {
    byte[] candidate = frame.clone();
    return Stream.concat(Stream.of(FrameHeader.RAW), codecs.workingIds())
        .flatMap(
            codec ->
                Stream.of(FrameHeader.firstByte(codec), FrameHeader.firstByteWithDictionary(codec)))
        .filter(first -> first != frame[0])
        .anyMatch(
            first -> {
              candidate[0] = first;
              return isSound(candidate, dictionaries);
            });
  }

  private boolean isSound(byte[] frame, DictionarySource dictionaries) {
    try {
      decode(frame, FrameHeader.parse(frame), dictionaries);
      return true;
    } catch (DamagedFrameException | CodecUnavailableException e) {
      return false;
    }
  }

  private static DamagedFrameException damagedFirstByte(CodecUnavailableException cause) {
    return new DamagedFrameException(
        "A frame is damaged: its checksum does not match its first byte.", cause);
  }

  String codecName(byte[] frame) {
    return codecs.name(FrameHeader.parse(frame).codec());
  }

  /** The name of the codec of a frame with this first byte. */
  String codecName(byte first) {
    return codecs.name(FrameHeader.codecIn(first));
  }

  /** The name of the codec of a frame from this instance. */
  String ownCodecName(byte[] frame) {
    Codec own = writer.get().orElse(null);
    int id = FrameHeader.codecIn(frame[0]);
    return own != null && own.id() == id ? own.name() : codecs.name(id);
  }

  private byte[] decode(byte[] frame, FrameHeader header, DictionarySource dictionaries) {
    String dictionary = header.dictionary();
    byte[] raw =
        dictionary == null
            ? payload(frame, header)
            : payload(frame, header, dictionary, dictionaries);
    if (checksum(header.codec(), frame, header.checksumAt(), raw) != header.checksum(frame)) {
      throw new DamagedFrameException("A frame is damaged: its checksum does not match its bytes.");
    }
    return raw;
  }

  private byte[] payload(
      byte[] frame, FrameHeader header, String dictionary, DictionarySource dictionaries) {
    if (header.codec() == FrameHeader.RAW
        || !(codecs.working(header.codec()) instanceof DictionaryCodec codec)) {
      throw new DamagedFrameException(
          "A frame is damaged: it names a dictionary, but its codec does not support"
              + " dictionaries.");
    }
    int at = header.payloadAt();
    return dictionaries
        .get(dictionary, codec.name())
        .preparedFor(codec)
        .decompress(frame, at, frame.length - at, header.rawLength());
  }

  private byte[] payload(byte[] frame, FrameHeader header) {
    int at = header.payloadAt();
    int length = frame.length - at;
    if (header.codec() != FrameHeader.RAW) {
      return codecs.working(header.codec()).decompress(frame, at, length, header.rawLength());
    }
    if (length != header.rawLength()) {
      throw new DamagedFrameException(
          "A frame is damaged: its header has a length of %d bytes, but it holds %d."
              .formatted(header.rawLength(), length));
    }
    return Arrays.copyOfRange(frame, at, frame.length);
  }

  private static int checksum(int codec, byte[] frame, int checksumAt, byte[] raw) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, checksumAt);
    crc.update(raw, 0, raw.length);
    if (codec != FrameHeader.RAW) {
      int payloadAt = checksumAt + FrameHeader.CHECKSUM_LENGTH;
      crc.update(frame, payloadAt, frame.length - payloadAt);
    }
    return (int) crc.getValue();
  }
}
