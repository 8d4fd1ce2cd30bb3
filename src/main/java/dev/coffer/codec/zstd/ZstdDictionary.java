package dev.coffer.codec.zstd;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import dev.coffer.codec.PreparedDictionary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary as Zstandard uses it, in both directions. Its native memory is freed with this
 * object, once no context has it loaded.
 */
final class ZstdDictionary implements PreparedDictionary {
  private final byte[] content;
  private final ZstdDictCompress forCompression;
  private @Nullable ZstdDictCompress forDenseCompression;
  private final ZstdDictDecompress forDecompression;

  /**
   * What a dictionary with tables begins with; where that is chance, tables would be looked for.
   */
  private static final byte[] MAGIC = {0x37, (byte) 0xa4, 0x30, (byte) 0xec};

  ZstdDictionary(byte[] dictionary) {
    content = withoutMagic(dictionary);
    forCompression = Compressors.FAST.prepare(content);
    forDecompression = new ZstdDictDecompress(content);
  }

  /** The dictionary, with a zero before it if it would be taken for one with tables. */
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
    return Compressors.FAST.compress(raw, forCompression);
  }

  @Override
  public byte[] compressDensely(byte[] raw) {
    return Compressors.DENSE_WITH_DICTIONARY.compress(raw, forDenseCompression());
  }

  /** Made when it is first needed, which in most processes is never: it is large. */
  private synchronized ZstdDictCompress forDenseCompression() {
    ZstdDictCompress known = forDenseCompression;
    if (known == null) {
      known = Compressors.DENSE_WITH_DICTIONARY.prepare(content);
      forDenseCompression = known;
    }
    return known;
  }

  @Override
  public byte[] decompress(byte[] source, int offset, int length, int rawLength) {
    return Decompressors.SHARED.decompress(source, offset, length, rawLength, forDecompression);
  }
}
