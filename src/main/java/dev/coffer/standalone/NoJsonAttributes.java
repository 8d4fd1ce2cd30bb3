package dev.coffer.standalone;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/** The JSON mapper of a factory without entities of the application. Stateless. */
enum NoJsonAttributes implements FormatMapper {
  INSTANCE;

  @Override
  public <T> T fromString(CharSequence json, JavaType<T> type, WrapperOptions options) {
    throw unsupported();
  }

  @Override
  public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException(
        "This factory maps no JSON, because it has no entities of the application: name them in"
            + " OpenSettings.withEntities.");
  }
}
