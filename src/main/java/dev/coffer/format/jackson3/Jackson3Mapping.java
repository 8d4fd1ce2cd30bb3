package dev.coffer.format.jackson3;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.UnknownPropertyException;
import java.lang.reflect.Type;
import java.time.Month;
import java.time.Year;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Canonical JSON with Coffer's own Jackson 3 mapper. It produces the same bytes as {@code
 * Jackson2Mapping}. Thread-safe.
 *
 * <p>Properties and map entries are sorted by name. There are no blanks. Enums are written as their
 * names, dates and durations as ISO 8601 text with their zone, and not-a-number and the infinities
 * as the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. {@link
 * dev.coffer.format.mapping.PropertyNames} determines the names of properties. Unknown properties
 * are refused. Missing properties are null or zero, so that types may evolve. Fractional numbers
 * without a declared type are read exactly, as {@link java.math.BigDecimal}. Everything that is
 * written can be read again: strings, names and numbers have no length limit, and the maximum
 * nesting depth (1,000) is the same for reading and writing.
 */
public final class Jackson3Mapping implements JsonMapping {
  private static final int MAX_DEPTH = 1000;

  private final BoundTypes types;
  private final JsonMapping tolerant;

  private Jackson3Mapping(JsonMapper mapper, boolean strict) {
    this.types = new BoundTypes(mapper, strict);
    this.tolerant = strict ? new Jackson3Mapping(mapper, false) : this;
  }

  /** Creates a mapping without customisation. */
  public static JsonMapping create() {
    return create(builder -> {});
  }

  /**
   * Creates a mapping with the application's modules, mix-ins or other options. The options of
   * canonical JSON are set afterwards and take precedence.
   *
   * @throws IllegalArgumentException if default typing was activated, because stored text would
   *     then name classes to load
   */
  public static JsonMapping create(Consumer<JsonMapper.Builder> customizer) {
    JsonMapper.Builder builder =
        JsonMapper.builder(factory())
            .accessorNaming(new BeanNaming())
            .addModule(new CanonicalModule());
    customizer.accept(builder);
    JsonMapper mapper = evolving(canonical(builder)).build();
    JavaType any = mapper.constructType(Object.class);
    if (mapper.serializationConfig().getDefaultTyper(any) != null
        || mapper.deserializationConfig().getDefaultTyper(any) != null) {
      throw new IllegalArgumentException(
          "Default typing is refused: stored text must not name classes to load. Annotate the"
              + " types that need it with @JsonTypeInfo(use = NAME).");
    }
    return new Jackson3Mapping(mapper, true);
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
        .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .build())
        .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  private static JsonMapper.Builder canonical(JsonMapper.Builder builder) {
    return builder
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(SerializationFeature.INDENT_OUTPUT)
        .disable(
            DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
            DateTimeFeature.WRITE_DATE_KEYS_AS_TIMESTAMPS,
            DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
            DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE)
        .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID, DateTimeFeature.WRITE_UTC_AS_OFFSET)
        .addModule(
            new SimpleModule()
                .addSerializer(Month.class, ToStringSerializer.instance)
                .addSerializer(Year.class, ToStringSerializer.instance))
        .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
        .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .defaultTimeZone(TimeZone.getTimeZone("UTC"));
  }

  private static JsonMapper.Builder evolving(JsonMapper.Builder builder) {
    return builder
        .enable(MapperFeature.USE_GETTERS_AS_SETTERS, MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
        .disable(MapperFeature.FIX_FIELD_NAME_UPPER_CASE_PREFIX)
        .enable(
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .disable(EnumFeature.READ_ENUMS_USING_TO_STRING);
  }

  @Override
  public byte[] write(Object value, Type type) {
    try {
      return types.writer(type, value.getClass()).writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw refused(value.getClass().getName() + " cannot be written as JSON", e);
    }
  }

  @Override
  public @Nullable Object read(byte[] json, Type type) {
    try {
      return types.reader(type).readValue(json);
    } catch (UnrecognizedPropertyException e) {
      throw new UnknownPropertyException(
          e.getPropertyName(), e.getReferringClass().getName(), e.getPathReference(), e);
    } catch (JacksonException e) {
      throw refused("it cannot be read as " + type.getTypeName(), e);
    }
  }

  @Override
  public JsonMapping ignoringUnknownProperties() {
    return tolerant;
  }

  private static IllegalArgumentException refused(String what, JacksonException e) {
    String path = e.getPath().isEmpty() ? "" : " (at " + e.getPathReference() + ")";
    return new IllegalArgumentException(what + ": " + e.getOriginalMessage() + path, e);
  }
}
