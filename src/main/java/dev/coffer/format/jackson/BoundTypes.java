package dev.coffer.format.jackson;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache of the readers and writers of types. Thread-safe. */
final class BoundTypes {
  /**
   * The maximum number of cached readers or writers. Only an application that generates classes at
   * run time exceeds it.
   */
  private static final int MOST = 4096;

  private final JsonMapper mapper;
  private final boolean strict;
  private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();
  private final Map<Object, ObjectWriter> writers = new ConcurrentHashMap<>();

  private record Written(Type declared, Class<?> actual) {}

  /**
   * Creates the cache of a mapper.
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

  /**
   * The type for writing: the class of the value, so that all its properties are written, with the
   * type arguments of the declared type.
   */
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
