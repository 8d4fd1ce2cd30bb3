package dev.coffer.entity;

import dev.coffer.codec.Frames;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bytes in a column compressed and checksummed: put it on an attribute of your own entity by
 * {@code @Convert(converter = CompressedBytesConverter.class)}. Null stays null. Stateless.
 *
 * <p>Put Hibernate's {@code @Mutability(Immutability.class)} on the attribute too. Without it
 * Hibernate copies the array through the converter whenever it takes a snapshot: two compressions
 * for each persist, one and two decompressions for each hit of the second-level cache. With it, a
 * change is seen when another array is assigned, not when one is changed in place.
 * ({@code @Immutable} on an attribute does more than that: Hibernate then never updates the
 * column.)
 *
 * <p>The column holds bytes and needs room for them, at most ten more than the raw ones: give it a
 * length ({@code @Column(length = …)}), for the default is 255. It cannot be compared or searched
 * in the database: equal values need not be equal there.
 *
 * <p>Reading throws {@link dev.coffer.api.DamagedFrameException} if the column was altered, and
 * {@link dev.coffer.api.CodecUnavailableException} if its codec does not work here; writing throws
 * {@link dev.coffer.api.ValueTooLargeException} above {@link Frames#MAX_RAW_LENGTH} bytes.
 */
@Converter
public final class CompressedBytesConverter implements AttributeConverter<byte[], byte[]> {

  @Override
  public byte @Nullable [] convertToDatabaseColumn(byte @Nullable [] raw) {
    return raw == null ? null : Frames.encode(raw);
  }

  @Override
  public byte @Nullable [] convertToEntityAttribute(byte @Nullable [] frame) {
    return frame == null ? null : Frames.decode(frame);
  }
}
