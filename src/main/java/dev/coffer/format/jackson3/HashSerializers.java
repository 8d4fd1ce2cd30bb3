package dev.coffer.format.jackson3;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.coffer.api.ContentHash;
import dev.coffer.format.mapping.RefusedTypes;
import dev.coffer.format.mapping.SeenHashes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Reports each content hash that is written, as a value or as the key of a map, also if the
 * application writes hashes in a form of its own.
 */
@SuppressWarnings("serial") // the mapper is not serialised
final class HashSerializers extends ValueSerializerModifier {

  @Override
  public ValueSerializer<?> modifySerializer(
      SerializationConfig config,
      BeanDescription.Supplier description,
      ValueSerializer<?> serializer) {
    return reporting(description, serializer);
  }

  @Override
  public @Nullable ValueSerializer<?> modifyKeySerializer(
      SerializationConfig config,
      JavaType type,
      BeanDescription.Supplier description,
      @Nullable ValueSerializer<?> serializer) {
    return serializer == null ? null : reporting(description, serializer);
  }

  @SuppressWarnings("unchecked") // it writes hashes
  private static ValueSerializer<?> reporting(
      BeanDescription.Supplier description, ValueSerializer<?> serializer) {
    return description.getBeanClass() == ContentHash.class
        ? new Reporting((ValueSerializer<Object>) serializer)
        : serializer;
  }

  private static final class Reporting extends ValueSerializer<Object> {
    private final ValueSerializer<Object> form;

    Reporting(ValueSerializer<Object> form) {
      this.form = form;
    }

    @Override
    public void resolve(SerializationContext context) {
      form.resolve(context);
    }

    @Override
    @SuppressWarnings("unchecked") // it writes hashes
    public ValueSerializer<?> createContextual(
        SerializationContext context, @Nullable BeanProperty property) {
      return new Reporting((ValueSerializer<Object>) form.createContextual(context, property));
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
      SeenHashes.add((ContentHash) value);
      form.serialize(value, generator, context);
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator generator, SerializationContext context, TypeSerializer type) {
      SeenHashes.add((ContentHash) value);
      form.serializeWithType(value, generator, context, type);
    }

    @Override
    public boolean isEmpty(SerializationContext context, @Nullable Object value) {
      return form.isEmpty(context, value);
    }
  }

  /** Refuses the types that must not be part of a value. */
  static final class Refusals extends Serializers.Base {

    @Override
    public @Nullable ValueSerializer<?> findSerializer(
        SerializationConfig config,
        JavaType type,
        BeanDescription.Supplier description,
        JsonFormat.@Nullable Value format) {
      String reason = RefusedTypes.reason(type.getRawClass());
      return reason == null ? null : new Refusing(reason);
    }
  }

  private static final class Refusing extends ValueSerializer<Object> {
    private final String reason;

    Refusing(String reason) {
      this.reason = reason;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
      throw DatabindException.from(generator, reason);
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator generator, SerializationContext context, TypeSerializer type) {
      serialize(value, generator, context);
    }
  }
}
