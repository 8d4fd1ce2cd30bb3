package dev.coffer.codec.zstd;

import dev.coffer.codec.DictionaryCodec;
import dev.coffer.codec.PreparedDictionary;
import java.util.List;
import java.util.Optional;

/**
 * The Zstandard codec, with zstd-jni's native library, found by {@link java.util.ServiceLoader}. It
 * is several times as fast as Brotli at nearly the same compression ratio.
 *
 * <p>A payload is one Zstandard frame without magic number, content size, dictionary id and
 * checksum, because Coffer's frame contains this information. The header of a single block is
 * omitted too ({@link ShortFrame}).
 *
 * <p>This class does not refer to zstd-jni, so it can report a missing library.
 */
public final class ZstdCodec implements DictionaryCodec {
  /** The permanent id of Zstandard in frames. */
  static final int ID = 2;

  /** The largest value, in bytes, that is compressed with the level for records. */
  private static final int SMALL = 64 << 10;

  @Override
  public int id() {
    return ID;
  }

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public Optional<String> problem() {
    try {
      NativeLibrary.load();
      return Optional.empty();
    } catch (NoClassDefFoundError e) {
      return Optional.of(
          "Values compressed by zstd cannot be read: zstd-jni is not on the class path. Add"
              + " com.github.luben:zstd-jni.");
    } catch (LinkageError e) {
      return Optional.of(
          "Values compressed by zstd cannot be read: the native library in zstd-jni cannot be"
              + " loaded: "
              + e
              + ". Make the directory of temporary files writable and executable, or set another"
              + " directory with -DZstdTempFolder.");
    }
  }

  @Override
  public byte[] compress(byte[] raw) {
    return (raw.length <= SMALL ? Compressors.SMALL : Compressors.LARGE).compress(raw, null);
  }

  @Override
  public byte[] compressDensely(byte[] raw) {
    return Compressors.DENSE.compress(raw, null);
  }

  @Override
  public byte[] decompress(byte[] source, int offset, int length, int rawLength) {
    return Decompressors.SHARED.decompress(source, offset, length, rawLength, null);
  }

  @Override
  public PreparedDictionary prepare(byte[] dictionary) {
    return new ZstdDictionary(dictionary);
  }

  @Override
  public byte[] tuned(byte[] dictionary, List<byte[]> samples) {
    return DictionaryHead.before(dictionary, samples);
  }
}
