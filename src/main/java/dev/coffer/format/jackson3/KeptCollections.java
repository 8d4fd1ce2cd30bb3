package dev.coffer.format.jackson3;

import dev.coffer.format.mapping.FinalCollections;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;

/**
 * Fills the collection or map that a constructor assigns to a final field, instead of replacing it.
 * Its order and other behaviour are preserved. Thread-safe.
 */
@SuppressWarnings("serial") // the mapper is not serialised
final class KeptCollections extends ValueDeserializerModifier {

  @Override
  public BeanDeserializerBuilder updateBuilder(
      DeserializationConfig config,
      BeanDescription.Supplier description,
      BeanDeserializerBuilder builder) {
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
    public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object bean) {
      set(context, bean, deserialize(parser, context));
    }

    @Override
    public @Nullable Object deserializeSetAndReturn(
        JsonParser parser, DeserializationContext context, Object bean) {
      return setAndReturn(context, bean, deserialize(parser, context));
    }

    @Override
    public void set(DeserializationContext context, Object bean, @Nullable Object value) {
      if (!FinalCollections.fill(getMember().getValue(bean), value)) {
        delegate.set(context, bean, value);
      }
    }

    @Override
    public Object setAndReturn(
        DeserializationContext context, Object bean, @Nullable Object value) {
      set(context, bean, value);
      return bean;
    }
  }
}
