package dev.coffer.codec.zstd;

import dev.coffer.codec.DictionaryCodec;
import dev.coffer.codec.PreparedDictionary;
import java.util.Optional;

/**
 * Zstandard, by the native library in zstd-jni, found by {@link java.util.ServiceLoader}: several
 * times as fast as Brotli at nearly its ratio.
 *
 * <p>A payload is one Zstandard frame without its magic number, content size, dictionary id and
 * checksum, all of which the frame around it has, and of a single block without its header ({@link
 * ShortFrame}).
 *
 * <p>This class itself needs nothing of zstd-jni, so that it can say what to add where that is
 * absent.
 */
public final class ZstdCodec implements DictionaryCodec {
  /** By this number frames name Zstandard, for ever. */
  static final int ID = 2;

  /** The longest value, in bytes, that is compressed as a record rather than as a content. */
  private static final int SMALL = 64 << 10;

  private static final String LIBRARY = "com.github.luben.zstd.Zstd";

  @Override
  public int id() {
    return ID;
  }

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public boolean isPresent() {
    try {
      Class.forName(LIBRARY, false, ZstdCodec.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  @Override
  public Optional<String> problem() {
    if (!isPresent()) {
      return Optional.of("Add com.github.luben:zstd-jni to the class path.");
    }
    try {
      NativeLibrary.load();
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(
          "Values compressed by zstd cannot be read: the native library in zstd-jni cannot be"
              + " loaded: "
              + e
              + ". Make the directory of temporary files writable and executable, or give another"
              + " by -DZstdTempFolder.");
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
}
