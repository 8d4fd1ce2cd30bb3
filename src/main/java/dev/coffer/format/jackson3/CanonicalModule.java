package dev.coffer.format.jackson3;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import dev.coffer.api.ContentHash;
import dev.coffer.format.mapping.JsonTexts;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.ser.std.ToStringSerializerBase;
import tools.jackson.databind.type.MapType;

/** A module that makes Jackson 3 write the same JSON as Jackson 2 and read the JSON of both. */
@SuppressWarnings("serial") // the mapper is not serialised
final class CanonicalModule extends SimpleModule {
  private final OtherNames otherNames = new OtherNames();

  @SuppressWarnings("unchecked") // it returns locales
  CanonicalModule() {
    super("coffer");
    addSerializer(BigDecimal.class, new DecimalSerializer());
    addSerializer(Locale.class, new Locales());
    addSerializer(ContentHash.class, ToStringSerializer.instance);
    addDeserializer(ContentHash.class, new HashDeserializer());
    addKeyDeserializer(ContentHash.class, new HashDeserializer.OfKeys());
    addDeserializer(
        Locale.class, (ValueDeserializer<Locale>) (ValueDeserializer<?>) new LocaleDeserializer());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addSerializers(new HashSerializers.Refusals());
    context.addSerializerModifier(new SortedMaps());
    context.addSerializerModifier(new HashSerializers());
    context.addDeserializerModifier(new KeptCollections());
    context.addDeserializerModifier(otherNames);
    context.addHandler(otherNames.handler());
    context.insertAnnotationIntrospector(otherNames.introspector());
  }

  private static final class Locales extends ToStringSerializerBase {
    Locales() {
      super(Locale.class);
    }

    @Override
    public String valueToString(Object value) {
      return JsonTexts.of((Locale) value);
    }
  }

  private static final class SortedMaps extends ValueSerializerModifier {
    @Override
    public ValueSerializer<?> modifyMapSerializer(
        SerializationConfig config,
        MapType type,
        BeanDescription.Supplier description,
        ValueSerializer<?> serializer) {
      if (serializer.getClass() != MapSerializer.class) {
        return serializer;
      }
      MapSerializer maps = (MapSerializer) serializer;
      JsonIgnoreProperties.Value ignored =
          config.getDefaultPropertyIgnorals(Map.class, description.getClassInfo());
      JsonIncludeProperties.Value included =
          config.getDefaultPropertyInclusions(Map.class, description.getClassInfo());
      return new NamedMapSerializer(
          maps,
          null,
          maps.getKeySerializer(),
          maps.getContentSerializer(),
          ignored == null ? null : ignored.findIgnoredForSerialization(),
          included == null ? null : included.getIncluded());
    }
  }
}
