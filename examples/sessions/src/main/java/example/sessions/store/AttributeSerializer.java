package example.sessions.store;

import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;

/** Turns attributes into bytes and back by the serialization of the JDK. Thread-safe. */
final class AttributeSerializer {

  private final SerializingConverter serializing = new SerializingConverter();
  private final DeserializingConverter deserializing;

  AttributeSerializer(ClassLoader loader) {
    this.deserializing = new DeserializingConverter(loader);
  }

  byte[] serialize(String name, Object value) {
    try {
      return serializing.convert(value);
    } catch (SerializationFailedException e) {
      throw new SerializationFailedException(
          "The session attribute '"
              + name
              + "' cannot be serialized. "
              + value.getClass().getName()
              + " and the types of its fields must implement Serializable.",
          e);
    }
  }

  Object deserialize(String name, byte[] bytes) {
    try {
      return deserializing.convert(bytes);
    } catch (SerializationFailedException e) {
      throw new SerializationFailedException(
          "The session attribute '" + name + "' cannot be deserialized. Its class has changed.", e);
    }
  }
}
