package dev.coffer.entity;

import dev.coffer.codec.frame.Frames;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Stores a text attribute in a binary column, compressed and with a checksum. To use it, annotate
 * an attribute of your entity with {@code @Convert(converter = CompressedStringConverter.class)}.
 * Null stays null. Stateless.
 *
 * <p>The column needs space for the text as UTF-8 plus at most ten bytes. Set its length with
 * {@code @Column(length = …)}, because the default is 255. The database cannot compare or search
 * the column.
 *
 * <p>Writing throws {@link IllegalArgumentException} for an unpaired surrogate, which UTF-8 cannot
 * encode, and {@link dev.coffer.api.ValueTooLargeException} above {@link Frames#MAX_RAW_LENGTH}
 * bytes. Reading throws {@link dev.coffer.api.DamagedFrameException} if the column was altered, and
 * {@link dev.coffer.api.CodecUnavailableException} if the codec is not available.
 */
@Converter
public final class CompressedStringConverter
    implements AttributeConverter<@Nullable String, byte[]> {

  @Override
  public byte @Nullable [] convertToDatabaseColumn(@Nullable String text) {
    return text == null ? null : Frames.encode(utf8(text));
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] raw = new byte[bytes.remaining()];
      bytes.get(raw);
      return raw;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "A text of "
              + text.length()
              + " characters contains half of a surrogate pair, which is not valid text: remove"
              + " it, or store the value as bytes.",
          e);
    }
  }

  @Override
  public @Nullable String convertToEntityAttribute(byte @Nullable [] frame) {
    return frame == null ? null : new String(Frames.decode(frame), StandardCharsets.UTF_8);
  }
}
