package dev.coffer.format.jackson;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.ReferenceTypeSerializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Serializers of {@code Optional} and {@code AtomicReference} that write the referenced value by
 * its actual class. Until 2.21.0, Jackson's serializers use the declared class if it is part of the
 * type of a root value, so they omit the properties of a subclass. Jackson then also reuses such a
 * serializer for properties of the same type.
 */
final class DynamicReferences extends Serializers.Base {

  @Override
  public @Nullable JsonSerializer<?> findReferenceSerializer(
      SerializationConfig config,
      ReferenceType type,
      BeanDescription description,
      @Nullable TypeSerializer contentTypes,
      @Nullable JsonSerializer<Object> content) {
    return type.hasRawClass(Optional.class) || type.hasRawClass(AtomicReference.class)
        ? new Dynamic(type, contentTypes, content)
        : null;
  }

  @SuppressWarnings("serial") // the mapper is not serialised
  private static final class Dynamic extends ReferenceTypeSerializer<Object> {

    Dynamic(
        ReferenceType type,
        @Nullable TypeSerializer contentTypes,
        @Nullable JsonSerializer<Object> content) {
      super(type, false, contentTypes, content);
    }

    private Dynamic(
        Dynamic base,
        @Nullable BeanProperty property,
        @Nullable TypeSerializer contentTypes,
        @Nullable JsonSerializer<?> content,
        @Nullable NameTransformer unwrapper,
        @Nullable Object suppressable,
        boolean suppressNulls) {
      super(base, property, contentTypes, content, unwrapper, suppressable, suppressNulls);
    }

    @Override
    protected boolean _useStatic(
        SerializerProvider provider, @Nullable BeanProperty property, JavaType type) {
      return (type.isFinal() || !type.useStaticType())
          && super._useStatic(provider, property, type);
    }

    @Override
    protected ReferenceTypeSerializer<Object> withResolved(
        @Nullable BeanProperty property,
        @Nullable TypeSerializer contentTypes,
        @Nullable JsonSerializer<?> content,
        @Nullable NameTransformer unwrapper) {
      return new Dynamic(
          this, property, contentTypes, content, unwrapper, _suppressableValue, _suppressNulls);
    }

    @Override
    public ReferenceTypeSerializer<Object> withContentInclusion(
        @Nullable Object suppressable, boolean suppressNulls) {
      return new Dynamic(
          this,
          _property,
          _valueTypeSerializer,
          _valueSerializer,
          _unwrapper,
          suppressable,
          suppressNulls);
    }

    @Override
    protected boolean _isValuePresent(Object reference) {
      return _getReferencedIfPresent(reference) != null;
    }

    @Override
    protected @Nullable Object _getReferenced(Object reference) {
      return _getReferencedIfPresent(reference);
    }

    @Override
    protected @Nullable Object _getReferencedIfPresent(Object reference) {
      return reference instanceof Optional<?> optional
          ? optional.orElse(null)
          : ((AtomicReference<?>) reference).get();
    }
  }
}
