package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What values of generic types promise, with both JSON libraries and in all cache modes. */
abstract class RecordTypeRefsContract extends RecordFixture {

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Square.class, name = "square")
  })
  sealed interface Shape {}

  record Circle(int radius) implements Shape {}

  record Square(int side) implements Shape {}

  private static final List<Shape> SHAPES = List.of(new Circle(1), new Square(2));

  private static final List<Supplier<JsonMapping>> LIBRARIES =
      List.of(Jackson2Mapping::create, Jackson3Mapping::create);

  private RecordStore store(Supplier<JsonMapping> json, RecordCacheMode mode) {
    engine = engine(SETTINGS, caching(mode), json);
    return store(engine);
  }

  @Test
  void polymorphicElementsKeepTheirTypes() {
    for (Supplier<JsonMapping> json : LIBRARIES) {
      for (RecordCacheMode mode : RecordCacheMode.values()) {
        RecordStore records = store(json, mode);
        RecordRepository<List<Shape>, String> lists =
            records.records(collection, new TypeRef<List<Shape>>() {});
        lists.put("list", SHAPES);
        RecordRepository<Map<String, Shape>, Long> maps =
            records.records(collection + " maps", new TypeRef<Map<String, Shape>>() {}, Long.class);
        maps.put(1L, Map.of("a", new Circle(1), "b", new Square(2)));
        RecordRepository<Optional<Shape>, String> optional =
            records.records(collection + " optional", new TypeRef<Optional<Shape>>() {});
        optional.put("k", Optional.of(new Square(3)));

        for (int round = 0; round < 3; round++) {
          assertThat(lists.get("list")).hasValue(SHAPES);
          assertThat(records.retrieve(collection, "list", new TypeRef<List<Shape>>() {}))
              .hasValue(SHAPES);
          assertThat(maps.get(1L)).hasValue(Map.of("a", new Circle(1), "b", new Square(2)));
          assertThat(optional.get("k")).hasValue(Optional.of(new Square(3)));
        }
      }
    }
  }

  @Test
  void eachLibraryReadsTheValuesOfTheOther() {
    TypeRef<List<Shape>> type = new TypeRef<>() {};
    for (int writer = 0; writer < 2; writer++) {
      String key = "by " + writer;
      store(LIBRARIES.get(writer), RecordCacheMode.OFF).records(collection, type).put(key, SHAPES);
      assertThat(
              store(LIBRARIES.get(1 - writer), RecordCacheMode.OFF)
                  .records(collection, type)
                  .get(key))
          .hasValue(SHAPES);
    }
  }

  @Test
  void aHostsTransactionReadsItsOwnValue() {
    TypeRef<List<Shape>> type = new TypeRef<>() {};
    store(LIBRARIES.get(0), RecordCacheMode.OFF);
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      RecordRepository<List<Shape>, String> joined = in(session).records(collection, type);
      joined.put("k", SHAPES);
      assertThat(joined.get("k")).hasValue(SHAPES);
      session.getTransaction().rollback();
    }
    assertThat(store.retrieve(collection, "k", type)).isEmpty();
  }
}
