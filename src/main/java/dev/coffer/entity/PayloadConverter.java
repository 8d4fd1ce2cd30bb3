package dev.coffer.entity;

import dev.coffer.codec.Payload;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link Payload} in a column as its frame, untouched in both directions: nothing is
 * encoded or decoded here.
 */
@Converter
public final class PayloadConverter implements AttributeConverter<@Nullable Payload, byte[]> {

  @Override
  public byte @Nullable [] convertToDatabaseColumn(@Nullable Payload payload) {
    return payload == null ? null : payload.frame();
  }

  @Override
  public @Nullable Payload convertToEntityAttribute(byte @Nullable [] frame) {
    return frame == null ? null : Payload.ofFrame(frame);
  }
}
