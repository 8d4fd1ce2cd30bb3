package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.RecordedStatements;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Writers lock contents before records, so that they do not deadlock. */
class RecordLockOrderTest extends RecordFixture {

  private final RecordedStatements statements = new RecordedStatements();

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }

  @Override
  SessionFactory newSessions() {
    return SessionFactories.over(
        testDatabase,
        Map.of(
            "hibernate.connection.datasource", statements.around(testDatabase.pooledDataSource())));
  }

  @Test
  void aBatchOfEqualAndOfNewValuesLocksContentsFirst() {
    byte[] equal = noise(1);
    store.store(collection, "a", equal);
    Map<String, byte[]> batch = new LinkedHashMap<>();
    batch.put("a", equal);
    batch.put("b", noise(2));

    statements.clear();
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      in(manager).records(collection, byte[].class).putAll(batch);
      manager.getTransaction().commit();
    }

    List<String> texts = statements.texts();
    int firstRecord = first(texts, "from coffer_record ", "for update");
    int lastContent = last(texts, "into coffer_content ");
    assertThat(firstRecord).isPositive();
    assertThat(lastContent).isPositive().isLessThan(firstRecord);
  }

  private static int first(List<String> texts, String part, String other) {
    return IntStream.range(0, texts.size())
        .filter(i -> texts.get(i).contains(part) && texts.get(i).contains(other))
        .findFirst()
        .orElse(-1);
  }

  private static int last(List<String> texts, String part) {
    return IntStream.range(0, texts.size())
        .filter(i -> texts.get(i).contains(part))
        .max()
        .orElse(-1);
  }

  private static byte[] noise(int seed) {
    byte[] noise = new byte[20_000];
    new Random(seed).nextBytes(noise);
    return noise;
  }
}
