package dev.coffer.entity;

import dev.coffer.codec.frame.Frames;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Stores a {@code byte[]} attribute compressed and with a checksum. To use it, annotate an
 * attribute of your entity with {@code @Convert(converter = CompressedBytesConverter.class)}. Null
 * stays null. Stateless.
 *
 * <p>Annotate the attribute with Hibernate's {@code @Mutability(Immutability.class)} too. Without
 * it, Hibernate copies the array through the converter for every snapshot: two compressions for
 * each persist, and one compression and two decompressions for each hit of the second-level cache.
 * With it, Hibernate detects the assignment of another array but no change inside an array. (Do not
 * use {@code @Immutable} on the attribute: Hibernate then never updates the column.)
 *
 * <p>The column is binary and needs space for the raw bytes plus at most ten. Set its length with
 * {@code @Column(length = …)}, because the default is 255. The database cannot compare or search
 * the column: equal values may be stored as different bytes.
 *
 * <p>Reading throws {@link dev.coffer.api.DamagedFrameException} if the column was altered, and
 * {@link dev.coffer.api.CodecUnavailableException} if the codec is not available. Writing throws
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
