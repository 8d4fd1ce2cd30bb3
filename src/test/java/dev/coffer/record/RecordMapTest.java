package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.testing.TestDatabase;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The view of records as a map has the behaviour that Guava's tests require of a concurrent map.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordMapTest {
  private final TestDatabase database = TestDatabase.h2().migrate();
  private final Coffer coffer =
      Coffer.open(
          OpenSettings.of(database.jdbcUrl())
              .withUser(database.user())
              .withPassword(database.password()));
  private final AtomicInteger collections = new AtomicInteger();

  @AfterAll
  void close() {
    coffer.close();
    database.close();
  }

  @TestFactory
  Stream<DynamicNode> guavasTestsPass() {
    return nodes(
        ConcurrentMapTestSuiteBuilder.using(
                new TestStringMapGenerator() {
                  @Override
                  protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                    Map<String, String> map = newMap();
                    for (Map.Entry<String, String> entry : entries) {
                      map.put(entry.getKey(), entry.getValue());
                    }
                    return map;
                  }
                })
            .named("records")
            .withFeatures(
                MapFeature.GENERAL_PURPOSE,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionSize.ANY)
            .createTestSuite());
  }

  private ConcurrentMap<String, String> newMap() {
    return coffer.records("map " + collections.incrementAndGet(), String.class).asMap();
  }

  private static Stream<DynamicNode> nodes(TestSuite suite) {
    return Collections.list(suite.tests()).stream()
        .map(
            each ->
                each instanceof TestSuite inner
                    ? DynamicContainer.dynamicContainer(inner.getName(), nodes(inner))
                    : DynamicTest.dynamicTest(
                        ((TestCase) each).getName(), () -> ((TestCase) each).runBare()));
  }

  @Test
  void otherTypesOfKeysAreAbsent() {
    ConcurrentMap<String, String> map = newMap();
    map.put("1", "one");

    Object number = 1;
    assertThat(map.containsKey(number)).isFalse();
    assertThat(map.get(number)).isNull();
    assertThat(map.remove(number)).isNull();
    assertThat(map.remove("1", 1)).isFalse();
    assertThat(map).containsOnly(Map.entry("1", "one"));
  }

  @Test
  void arraysAreComparedByTheirElements() {
    ConcurrentMap<String, byte[]> map = coffer.records("arrays", byte[].class).asMap();
    map.put("k", new byte[] {1});

    assertThat(map.replace("k", new byte[] {1}, new byte[] {2})).isTrue();
    assertThat(map.remove("k", new byte[] {1})).isFalse();
    assertThat(map.remove("k", new byte[] {2})).isTrue();
    assertThat(map).isEmpty();
  }
}
