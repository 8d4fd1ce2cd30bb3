package dev.coffer.format.jackson3;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The readers and writers of the types that are in use, each made once. Thread-safe. */
final class BoundTypes {
  /** How many are kept: more than any application has, unless it makes classes as it goes. */
  private static final int MOST = 4096;

  private final JsonMapper mapper;
  private final boolean strict;
  private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();
  private final Map<Object, ObjectWriter> writers = new ConcurrentHashMap<>();

  private record Written(Type declared, Class<?> actual) {}

  /**
   * Those of a mapper.
   *
   * @param strict whether the readers refuse unknown properties
   */
  BoundTypes(JsonMapper mapper, boolean strict) {
    this.mapper = mapper;
    this.strict = strict;
  }

  ObjectReader reader(Type type) {
    ObjectReader known = readers.get(type);
    if (known != null) {
      return known;
    }
    ObjectReader reader = mapper.readerFor(mapper.constructType(type));
    ObjectReader made =
        strict
            ? reader.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            : reader.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    return kept(readers, type, made);
  }

  ObjectWriter writer(Type declared, Class<?> actual) {
    Object name = declared == actual ? actual : new Written(declared, actual);
    ObjectWriter known = writers.get(name);
    return known != null ? known : kept(writers, name, mapper.writerFor(written(declared, actual)));
  }

  /** By the class of the value, so that no property of it is left out, with the type arguments. */
  private JavaType written(Type declared, Class<?> actual) {
    if (declared instanceof Class<?>) {
      return mapper.constructType(actual);
    }
    JavaType full = mapper.constructType(declared);
    return full.isContainerType() || full.hasRawClass(actual)
        ? full
        : mapper.getTypeFactory().constructSpecializedType(full, actual, true);
  }

  private static <K, V> V kept(Map<K, V> all, K name, V made) {
    if (all.size() >= MOST) {
      all.clear();
    }
    all.put(name, made);
    return made;
  }
}
