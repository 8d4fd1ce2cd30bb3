package dev.coffer.entity;

import dev.coffer.codec.frame.Frames;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappings;
import dev.coffer.format.mapping.DeclaredTypes;
import dev.coffer.format.mapping.RoundTrips;
import jakarta.persistence.AttributeConverter;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Stores a value in a binary column as canonical JSON, compressed and with a checksum. To use it,
 * write a subclass that names the type and has a public constructor without parameters, and
 * annotate an attribute of your entity with it:
 *
 * <pre>{@code
 * public class BadgesConverter extends CompressedJsonConverter<List<Badge>> {}
 *
 * @Convert(converter = BadgesConverter.class)
 * private List<Badge> badges;
 * }</pre>
 *
 * <p>Null stays null. Hibernate detects a changed value by {@code equals}, so the type must
 * implement it (records do). If values are replaced and never changed in place, annotate the
 * attribute with Hibernate's {@code @Mutability(Immutability.class)}. Otherwise Hibernate makes
 * copies of the value through the converter.
 *
 * <p>The column needs space for the JSON plus at most ten bytes, so set its length. The database
 * cannot compare or search the column.
 *
 * <p>Writing throws {@link IllegalArgumentException} for a value that cannot be serialised or read
 * back, and {@link dev.coffer.api.ValueTooLargeException} above {@link Frames#MAX_RAW_LENGTH}
 * bytes. Reading throws {@link IllegalArgumentException} for JSON that does not fit the type,
 * including its subclass {@link dev.coffer.format.UnknownPropertyException}. It throws {@link
 * dev.coffer.api.DamagedFrameException} if the column was altered, and {@link
 * dev.coffer.api.CodecUnavailableException} if the codec is not available. Both throw {@link
 * dev.coffer.api.MissingLibraryException} if there is no JSON library. Thread-safe.
 *
 * <p>A stored property that the type does not have is refused, because the next update of the
 * entity would lose it. To ignore such properties, override {@link #mapping} and return {@code
 * JsonMappings.installed().ignoringUnknownProperties()}.
 *
 * @param <T> the attribute's type
 */
public abstract class CompressedJsonConverter<T>
    implements AttributeConverter<@Nullable T, byte[]> {
  private final Type type;
  private final RoundTrips roundTrips = new RoundTrips();

  /**
   * Reads the type from the subclass' type argument.
   *
   * @throws IllegalStateException if the subclass does not name a concrete type
   */
  protected CompressedJsonConverter() {
    this.type = named(getClass());
  }

  /** The JSON mapping; override this method to use a mapping with modules of your own. */
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
  @SuppressWarnings("unchecked") // The mapping returns an instance of the type, which is T.
  public final @Nullable T convertToEntityAttribute(byte @Nullable [] frame) {
    return frame == null ? null : (T) mapping().read(Frames.decode(frame), type);
  }

  private static Type named(Class<?> subclass) {
    Type[] arguments = DeclaredTypes.typeArguments(subclass, CompressedJsonConverter.class);
    if (arguments != null && !DeclaredTypes.isOpen(arguments[0])) {
      return arguments[0];
    }
    throw new IllegalStateException(
        subclass.getName()
            + " does not name the type that it converts: extend"
            + " CompressedJsonConverter<ThatType> with a concrete type.");
  }
}
