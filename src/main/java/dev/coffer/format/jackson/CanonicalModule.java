package dev.coffer.format.jackson;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.DateSerializer;
import com.fasterxml.jackson.databind.ser.std.MapSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import com.fasterxml.jackson.databind.type.MapType;
import dev.coffer.api.ContentHash;
import dev.coffer.format.mapping.JsonTexts;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/** A module that makes Jackson 2 write the same JSON as Jackson 3 and read the JSON of both. */
@SuppressWarnings("serial") // the mapper is not serialised
final class CanonicalModule extends SimpleModule {
  private final OtherNames otherNames = new OtherNames();

  @SuppressWarnings("unchecked") // it returns locales
  CanonicalModule() {
    super("coffer");
    addSerializer(BigDecimal.class, new DecimalSerializer());
    addSerializer(java.sql.Date.class, DateSerializer.instance);
    addSerializer(Locale.class, new Locales());
    addSerializer(ContentHash.class, ToStringSerializer.instance);
    addDeserializer(ContentHash.class, new HashDeserializer());
    addKeyDeserializer(ContentHash.class, new HashDeserializer.OfKeys());
    addDeserializer(
        Locale.class, (JsonDeserializer<Locale>) (JsonDeserializer<?>) new LocaleDeserializer());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addSerializers(new HashSerializers.Refusals());
    context.addBeanSerializerModifier(new SortedMaps());
    context.addBeanSerializerModifier(new HashSerializers());
    context.addBeanDeserializerModifier(new KeptCollections());
    context.addBeanDeserializerModifier(otherNames);
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

  private static final class SortedMaps extends BeanSerializerModifier {
    @Override
    public JsonSerializer<?> modifyMapSerializer(
        SerializationConfig config,
        MapType type,
        BeanDescription description,
        JsonSerializer<?> serializer) {
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
