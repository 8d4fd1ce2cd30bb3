package dev.coffer.format.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.MapSerializer;
import com.fasterxml.jackson.databind.ser.std.StdKeySerializers;
import dev.coffer.format.mapping.MapNames;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes maps sorted by the JSON names of their keys, and refuses duplicate names. */
@SuppressWarnings("serial") // the mapper is not serialised
final class NamedMapSerializer extends MapSerializer {
  private final boolean textsAreNames = areNames(_keySerializer);

  NamedMapSerializer(
      MapSerializer source,
      @Nullable BeanProperty property,
      @Nullable JsonSerializer<?> keys,
      @Nullable JsonSerializer<?> values,
      @Nullable Set<String> ignored,
      @Nullable Set<String> included) {
    super(source, property, keys, values, ignored, included);
  }

  private NamedMapSerializer(MapSerializer source, @Nullable Object filter, boolean sortKeys) {
    super(source, filter, sortKeys);
  }

  private NamedMapSerializer(
      MapSerializer source,
      @Nullable TypeSerializer valueType,
      @Nullable Object suppressed,
      boolean suppressNulls) {
    super(source, valueType, suppressed, suppressNulls);
  }

  /** Whether text keys are their own names, as in Jackson's own key serializers. */
  private static boolean areNames(@Nullable JsonSerializer<?> keys) {
    return keys != null && keys.getClass().getEnclosingClass() == StdKeySerializers.class;
  }

  @Override
  public MapSerializer _withValueTypeSerializer(TypeSerializer valueType) {
    return new NamedMapSerializer(this, valueType, _suppressableValue, _suppressNulls);
  }

  @Override
  public MapSerializer withResolved(
      @Nullable BeanProperty property,
      JsonSerializer<?> keys,
      JsonSerializer<?> values,
      @Nullable Set<String> ignored,
      @Nullable Set<String> included,
      boolean sortKeys) {
    return new NamedMapSerializer(this, property, keys, values, ignored, included);
  }

  @Override
  public MapSerializer withFilterId(Object filter) {
    return new NamedMapSerializer(this, filter, _sortKeys);
  }

  @Override
  public MapSerializer withContentInclusion(@Nullable Object suppressed, boolean suppressNulls) {
    return new NamedMapSerializer(this, _valueTypeSerializer, suppressed, suppressNulls);
  }

  @Override
  protected Map<?, ?> _orderEntries(
      Map<?, ?> input, JsonGenerator generator, SerializerProvider provider) throws IOException {
    try {
      Map<?, ?> sorted = textsAreNames ? MapNames.sortedByText(input) : null;
      return sorted == null ? orderedByName(input, generator, provider) : sorted;
    } catch (IllegalArgumentException e) {
      throw JsonMappingException.from(generator, e.getMessage(), e);
    }
  }

  private Map<?, ?> orderedByName(
      Map<?, ?> input, JsonGenerator generator, SerializerProvider provider) throws IOException {
    MapNames names = new MapNames(input.size());
    NameTaker taker = new NameTaker(generator);
    for (Map.Entry<?, ?> entry : input.entrySet()) {
      Object key = entry.getKey();
      if (key == null) {
        provider.findNullKeySerializer(_keyType, _property).serialize(key, taker, provider);
      } else {
        _keySerializer.serialize(key, taker, provider);
      }
      names.add(taker.name, key, entry.getValue());
    }
    return names.sorted();
  }

  /** Captures the JSON name of a key without writing it. */
  private static final class NameTaker extends JsonGeneratorDelegate {
    private String name = "";

    NameTaker(JsonGenerator generator) {
      super(generator, false);
    }

    @Override
    public void writeFieldName(String written) {
      name = written;
    }

    @Override
    public void writeFieldName(SerializableString written) {
      name = written.getValue();
    }

    @Override
    public void writeFieldId(long id) {
      name = Long.toString(id);
    }
  }
}
