package dev.coffer.entity;

import dev.coffer.codec.Frames;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keeps text in a column of bytes, compressed and checksummed: put it on an attribute of your own
 * entity by {@code @Convert(converter = CompressedStringConverter.class)}. Null stays null.
 * Stateless.
 *
 * <p>The column needs room for the text as UTF-8 and at most ten bytes more: give it a length
 * ({@code @Column(length = …)}), for the default is 255. It cannot be compared or searched in the
 * database.
 *
 * <p>Writing throws {@link IllegalArgumentException} for half of a surrogate pair, which UTF-8
 * cannot hold, and {@link dev.coffer.api.ValueTooLargeException} above {@link
 * Frames#MAX_RAW_LENGTH} bytes; reading throws {@link dev.coffer.api.DamagedFrameException} if the
 * column was altered, and {@link dev.coffer.api.CodecUnavailableException} if its codec does not
 * work here.
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
              + " characters holds half of a surrogate pair, which is no text: remove it, or keep"
              + " the value as bytes.",
          e);
    }
  }

  @Override
  public @Nullable String convertToEntityAttribute(byte @Nullable [] frame) {
    return frame == null ? null : new String(Frames.decode(frame), StandardCharsets.UTF_8);
  }
}
