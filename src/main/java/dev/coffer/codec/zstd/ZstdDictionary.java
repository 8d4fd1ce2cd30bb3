package dev.coffer.codec.zstd;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import dev.coffer.codec.PreparedDictionary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary prepared for Zstandard, for compression and decompression. Its native memory is
 * freed with this object when no context has loaded it.
 */
final class ZstdDictionary implements PreparedDictionary {
  /** The largest value, in bytes, that is compressed with the level for small values. */
  private static final int SMALL = 4 << 10;

  private final byte[] content;
  private final Prepared small = new Prepared(Compressors.SMALL_WITH_DICTIONARY);
  private final Prepared large = new Prepared(Compressors.LARGE_WITH_DICTIONARY);
  private final Prepared dense = new Prepared(Compressors.DENSE_WITH_DICTIONARY);
  private final ZstdDictDecompress forDecompression;

  /**
   * The first bytes of a dictionary with entropy tables. If a dictionary without a head begins with
   * them by chance, Zstandard would expect tables.
   */
  private static final byte[] MAGIC = {0x37, (byte) 0xa4, 0x30, (byte) 0xec};

  ZstdDictionary(byte[] dictionary) {
    content = DictionaryHead.isIn(dictionary) ? dictionary : withoutMagic(dictionary);
    forDecompression = new ZstdDictDecompress(content);
  }

  /** Prepends a zero byte if the dictionary would be mistaken for one with tables. */
  private static byte[] withoutMagic(byte[] dictionary) {
    if (dictionary.length < MAGIC.length
        || !Arrays.equals(dictionary, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return dictionary;
    }
    byte[] content = new byte[dictionary.length + 1];
    System.arraycopy(dictionary, 0, content, 1, dictionary.length);
    return content;
  }

  @Override
  public byte[] compress(byte[] raw) {
    return (raw.length <= SMALL ? small : large).compress(raw);
  }

  @Override
  public byte[] compressDensely(byte[] raw) {
    return dense.compress(raw);
  }

  @Override
  public byte[] decompress(byte[] source, int offset, int length, int rawLength) {
    return Decompressors.SHARED.decompress(source, offset, length, rawLength, forDecompression);
  }

  /** The dictionary for one level. It is large and therefore created at its first use. */
  private final class Prepared {
    private final Compressors compressors;
    private volatile @Nullable ZstdDictCompress dictionary;

    Prepared(Compressors compressors) {
      this.compressors = compressors;
    }

    byte[] compress(byte[] raw) {
      ZstdDictCompress known = dictionary;
      return compressors.compress(raw, known == null ? make() : known);
    }

    private synchronized ZstdDictCompress make() {
      ZstdDictCompress known = dictionary;
      if (known == null) {
        known = compressors.prepare(content);
        dictionary = known;
      }
      return known;
    }
  }
}
