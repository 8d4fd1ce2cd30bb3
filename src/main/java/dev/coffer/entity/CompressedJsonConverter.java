package dev.coffer.entity;

import dev.coffer.codec.Frames;
import dev.coffer.format.DeclaredTypes;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappings;
import dev.coffer.format.RoundTrips;
import jakarta.persistence.AttributeConverter;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a value in a column of bytes as canonical JSON, compressed and checksummed. A subclass with
 * a public constructor without parameters names the type and is put on attributes of your own
 * entities:
 *
 * <pre>{@code
 * public class BadgesConverter extends CompressedJsonConverter<List<Badge>> {}
 *
 * @Convert(converter = BadgesConverter.class)
 * private List<Badge> badges;
 * }</pre>
 *
 * <p>Null stays null. A value is dirty when {@code equals} says so: give the type one (records have
 * it). Where values are replaced and never changed in place, Hibernate's
 * {@code @Mutability(Immutability.class)} on the attribute saves the copies that Hibernate
 * otherwise makes through the converter.
 *
 * <p>The column needs room for the JSON and at most ten bytes more: give it a length. It cannot be
 * compared or searched in the database. Writing throws {@link IllegalArgumentException} for what
 * does not serialise, or could not be read back, and {@link dev.coffer.api.ValueTooLargeException}
 * above {@link Frames#MAX_RAW_LENGTH} bytes; reading throws it for JSON that does not fit the type,
 * {@link dev.coffer.format.UnknownPropertyException} among it, {@link
 * dev.coffer.api.DamagedFrameException} if the column was altered, and {@link
 * dev.coffer.api.CodecUnavailableException} if its codec does not work here; both throw {@link
 * dev.coffer.api.MissingLibraryException} where there is no JSON library. Thread-safe.
 *
 * <p>A property that the type does not have is refused, because the next update of the entity would
 * lose it. Where that may be, let {@link #mapping} give {@code
 * JsonMappings.installed().ignoringUnknownProperties()}.
 *
 * @param <T> the attribute's type
 */
public abstract class CompressedJsonConverter<T>
    implements AttributeConverter<@Nullable T, byte[]> {
  private final Type type;
  private final RoundTrips roundTrips = new RoundTrips();

  /**
   * For subclasses that name the type by extending.
   *
   * @throws IllegalStateException if they do not
   */
  protected CompressedJsonConverter() {
    this.type = named(getClass());
  }

  /** The mapping to write and read with; override it to use one with modules of your own. */
  protected JsonMapping mapping() {
    return JsonMappings.installed();
  }

  @Override
  public final byte @Nullable [] convertToDatabaseColumn(@Nullable T value) {
    if (value == null) {
      return null;
    }
    JsonMapping mapping = mapping();
    byte[] json = mapping.write(value, type);
    roundTrips.require(mapping, value, type, json);
    return Frames.encode(json);
  }

  @Override
  @SuppressWarnings("unchecked") // The mapping gives what the type names, which is T.
  public final @Nullable T convertToEntityAttribute(byte @Nullable [] frame) {
    return frame == null ? null : (T) mapping().read(Frames.decode(frame), type);
  }

  private static Type named(Class<?> subclass) {
    Type[] given = DeclaredTypes.given(subclass, CompressedJsonConverter.class);
    if (given != null && !DeclaredTypes.isOpen(given[0])) {
      return given[0];
    }
    throw new IllegalStateException(
        subclass.getName()
            + " does not name the type that it converts: let a class extend"
            + " CompressedJsonConverter<ThatType>.");
  }
}
