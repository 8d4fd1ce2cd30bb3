package dev.coffer.entity;

import dev.coffer.codec.frame.Payload;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Stores a {@link Payload} as its frame. The converter does not encode or decode the frame. */
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
