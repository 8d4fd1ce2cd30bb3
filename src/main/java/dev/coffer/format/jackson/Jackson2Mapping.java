package dev.coffer.format.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.UnknownPropertyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON with Coffer's own Jackson 2 mapper. It produces the same bytes as {@code
 * Jackson3Mapping}. Thread-safe.
 *
 * <p>Properties and map entries are sorted by name. There are no blanks. Enums are written as their
 * names, dates and durations as ISO 8601 text with their zone, and not-a-number and the infinities
 * as the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. {@link
 * dev.coffer.format.mapping.PropertyNames} determines the names of properties. Unknown properties
 * are refused. Missing properties are null or zero, so that types may evolve. Fractional numbers
 * without a declared type are read exactly, as {@link java.math.BigDecimal}. Everything that is
 * written can be read again: strings, names and numbers have no length limit, and the maximum
 * nesting depth (1,000) is the same for reading and writing.
 *
 * <p>{@code java.time}, {@code Optional} and constructors without annotations need the modules
 * {@code jackson-datatype-jsr310}, {@code jackson-datatype-jdk8} and {@code
 * jackson-module-parameter-names}. They are used if they are on the class path. Records do not need
 * them.
 */
public final class Jackson2Mapping implements JsonMapping {
  private static final int MAX_DEPTH = 1000;

  private final BoundTypes types;
  private final JsonMapping tolerant;

  private Jackson2Mapping(JsonMapper mapper, boolean strict) {
    this.types = new BoundTypes(mapper, strict);
    this.tolerant = strict ? new Jackson2Mapping(mapper, false) : this;
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
    Jackson2Modules.addPresent(builder);
    // Added after the modules, because later serializers take precedence.
    builder.addModule(
        new SimpleModule("coffer-references") {
          @Override
          public void setupModule(SetupContext context) {
            context.addSerializers(new DynamicReferences());
          }
        });
    customizer.accept(builder);
    JsonMapper mapper = evolving(canonical(builder)).build();
    JavaType any = mapper.constructType(Object.class);
    if (mapper.getSerializationConfig().getDefaultTyper(any) != null
        || mapper.getDeserializationConfig().getDefaultTyper(any) != null) {
      throw new IllegalArgumentException(
          "Default typing is refused: stored text must not name classes to load. Annotate the"
              + " types that need it with @JsonTypeInfo(use = NAME).");
    }
    return new Jackson2Mapping(mapper, true);
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
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
        .disable(
            SerializationFeature.INDENT_OUTPUT,
            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DATE_KEYS_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE,
            SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
        .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
        .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .defaultTimeZone(TimeZone.getTimeZone("UTC"));
  }

  private static JsonMapper.Builder evolving(JsonMapper.Builder builder) {
    return builder
        .enable(
            MapperFeature.BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES,
            MapperFeature.USE_GETTERS_AS_SETTERS,
            MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
        .enable(
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
            DeserializationFeature.READ_ENUMS_USING_TO_STRING,
            DeserializationFeature.ACCEPT_FLOAT_AS_INT);
  }

  @Override
  public byte[] write(Object value, Type type) {
    try {
      return types.writer(type, value.getClass()).writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
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
    } catch (JsonProcessingException e) {
      throw refused("it cannot be read as " + type.getTypeName(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory cannot fail.", e);
    }
  }

  @Override
  public JsonMapping ignoringUnknownProperties() {
    return tolerant;
  }

  private static IllegalArgumentException refused(String what, JsonProcessingException e) {
    String path =
        e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? " (at " + mapping.getPathReference() + ")"
            : "";
    return new IllegalArgumentException(what + ": " + e.getOriginalMessage() + path, e);
  }
}
