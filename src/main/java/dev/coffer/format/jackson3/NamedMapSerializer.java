package dev.coffer.format.jackson3;

import dev.coffer.format.mapping.MapNames;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.jdk.JDKKeySerializers;
import tools.jackson.databind.ser.jdk.MapSerializer;

/** Writes maps sorted by the JSON names of their keys, and refuses duplicate names. */
@SuppressWarnings("serial") // the mapper is not serialised
final class NamedMapSerializer extends MapSerializer {
  private final boolean textsAreNames = areNames(_keySerializer);

  NamedMapSerializer(
      MapSerializer source,
      @Nullable BeanProperty property,
      @Nullable ValueSerializer<?> keys,
      @Nullable ValueSerializer<?> values,
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
  private static boolean areNames(@Nullable ValueSerializer<?> keys) {
    return keys != null && keys.getClass().getEnclosingClass() == JDKKeySerializers.class;
  }

  @Override
  protected MapSerializer _withValueTypeSerializer(TypeSerializer valueType) {
    return new NamedMapSerializer(this, valueType, _suppressableValue, _suppressNulls);
  }

  @Override
  protected MapSerializer withResolved(
      @Nullable BeanProperty property,
      ValueSerializer<?> keys,
      ValueSerializer<?> values,
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
      Map<?, ?> input, JsonGenerator generator, SerializationContext provider) {
    try {
      Map<?, ?> sorted = textsAreNames ? MapNames.sortedByText(input) : null;
      return sorted == null ? orderedByName(input, generator, provider) : sorted;
    } catch (IllegalArgumentException e) {
      throw DatabindException.from(generator, e.getMessage(), e);
    }
  }

  private Map<?, ?> orderedByName(
      Map<?, ?> input, JsonGenerator generator, SerializationContext provider) {
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
    public JsonGenerator writeName(String written) {
      name = written;
      return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString written) {
      name = written.getValue();
      return this;
    }

    @Override
    public JsonGenerator writePropertyId(long id) {
      name = Long.toString(id);
      return this;
    }
  }
}
