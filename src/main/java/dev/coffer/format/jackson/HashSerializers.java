package dev.coffer.format.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import dev.coffer.api.ContentHash;
import dev.coffer.format.mapping.RefusedTypes;
import dev.coffer.format.mapping.SeenHashes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reports each content hash that is written, as a value or as the key of a map, also if the
 * application writes hashes in a form of its own.
 */
@SuppressWarnings("serial") // the mapper is not serialised
final class HashSerializers extends BeanSerializerModifier {

  @Override
  public JsonSerializer<?> modifySerializer(
      SerializationConfig config, BeanDescription description, JsonSerializer<?> serializer) {
    return reporting(description, serializer);
  }

  @Override
  public @Nullable JsonSerializer<?> modifyKeySerializer(
      SerializationConfig config,
      JavaType type,
      BeanDescription description,
      @Nullable JsonSerializer<?> serializer) {
    return serializer == null ? null : reporting(description, serializer);
  }

  @SuppressWarnings("unchecked") // it writes hashes
  private static JsonSerializer<?> reporting(
      BeanDescription description, JsonSerializer<?> serializer) {
    return description.getBeanClass() == ContentHash.class
        ? new Reporting((JsonSerializer<Object>) serializer)
        : serializer;
  }

  private static final class Reporting extends JsonSerializer<Object>
      implements ContextualSerializer, ResolvableSerializer {
    private final JsonSerializer<Object> form;

    Reporting(JsonSerializer<Object> form) {
      this.form = form;
    }

    @Override
    public void resolve(SerializerProvider provider) throws JsonMappingException {
      if (form instanceof ResolvableSerializer resolvable) {
        resolvable.resolve(provider);
      }
    }

    @Override
    @SuppressWarnings("unchecked") // it writes hashes
    public JsonSerializer<?> createContextual(
        SerializerProvider provider, @Nullable BeanProperty property) throws JsonMappingException {
      return form instanceof ContextualSerializer contextual
          ? new Reporting((JsonSerializer<Object>) contextual.createContextual(provider, property))
          : this;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      SeenHashes.add((ContentHash) value);
      form.serialize(value, generator, provider);
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
        throws IOException {
      SeenHashes.add((ContentHash) value);
      form.serializeWithType(value, generator, provider, type);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, @Nullable Object value) {
      return form.isEmpty(provider, value);
    }
  }

  /** Refuses the types that must not be part of a value. */
  static final class Refusals extends Serializers.Base {

    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription description) {
      String reason = RefusedTypes.reason(type.getRawClass());
      return reason == null ? null : new Refusing(reason);
    }
  }

  private static final class Refusing extends JsonSerializer<Object> {
    private final String reason;

    Refusing(String reason) {
      this.reason = reason;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      throw JsonMappingException.from(generator, reason);
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
        throws IOException {
      serialize(value, generator, provider);
    }
  }
}
