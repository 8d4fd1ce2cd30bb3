package dev.coffer.format.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import dev.coffer.format.mapping.FinalCollections;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills the collection or map that a constructor assigns to a final field, instead of replacing it.
 * Its order and other behaviour are preserved. Thread-safe.
 */
@SuppressWarnings("serial") // the mapper is not serialised
final class KeptCollections extends BeanDeserializerModifier {

  @Override
  public BeanDeserializerBuilder updateBuilder(
      DeserializationConfig config, BeanDescription description, BeanDeserializerBuilder builder) {
    List<SettableBeanProperty> kept = new ArrayList<>();
    builder
        .getProperties()
        .forEachRemaining(
            property -> {
              AnnotatedMember member = property.getMember();
              if (member instanceof AnnotatedField
                  && Modifier.isFinal(member.getMember().getModifiers())
                  && FinalCollections.isOne(member.getRawType())) {
                kept.add(new Kept(property));
              }
            });
    kept.forEach(property -> builder.addOrReplaceProperty(property, true));
    return builder;
  }

  private static final class Kept extends SettableBeanProperty.Delegating {

    Kept(SettableBeanProperty field) {
      super(field);
    }

    @Override
    protected SettableBeanProperty withDelegate(SettableBeanProperty field) {
      return new Kept(field);
    }

    @Override
    public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object bean)
        throws IOException {
      set(bean, deserialize(parser, context));
    }

    @Override
    public @Nullable Object deserializeSetAndReturn(
        JsonParser parser, DeserializationContext context, Object bean) throws IOException {
      return setAndReturn(bean, deserialize(parser, context));
    }

    @Override
    public void set(Object bean, @Nullable Object value) throws IOException {
      if (!FinalCollections.fill(getMember().getValue(bean), value)) {
        delegate.set(bean, value);
      }
    }

    @Override
    public Object setAndReturn(Object bean, @Nullable Object value) throws IOException {
      set(bean, value);
      return bean;
    }
  }
}
