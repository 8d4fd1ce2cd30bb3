package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.ContentHash;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.format.RawJson;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.run.Recompression;
import dev.coffer.tx.HostTransactions;
import dev.coffer.tx.OwnTransactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records keep the contents to which their values refer, for every kind of write. */
abstract class ReferenceChangesContract extends ContentReferencesFixture {

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void referencesFollowTheValuesOfAllKindsOfPuts(RecordCacheMode mode) {
    engine = engine(SETTINGS, caching(mode), () -> mapping);
    store = store(engine);
    List<BiConsumer<String, Invoice>> puts =
        List.of(
            (key, value) -> invoices().put(key, value),
            (key, value) -> invoices().putAll(Map.of(key, value)),
            this::putInHost,
            (key, value) -> invoices().compute(key, old -> Optional.of(value)),
            (key, value) ->
                invoices()
                    .putIfVersion(
                        key, value, invoices().find(key).map(StoredValue::version).orElse(0L)),
            (key, value) ->
                invoices()
                    .putAllIfVersion(
                        Map.of(key, value),
                        Map.of(key, invoices().find(key).map(StoredValue::version).orElse(0L))));
    ContentHash first = staged();
    ContentHash second = staged();
    ContentHash third = staged();
    for (BiConsumer<String, Invoice> put : puts) {
      put.accept("a", invoice(first, second));
      assertKept(first, second);
      put.accept("a", invoice(null, second, third));
      assertKept(second, third);
      assertFree(first);
      put.accept("a", invoice(null));
      assertFree(first, second, third);
      put.accept("a", invoice(third));
      assertKept(third);
      invoices().get("a");
      store.store(collection, "a", new RawJson("{}"));
      assertFree(first, second, third);
      invoices().delete("a");
    }
  }

  @Test
  void aRefusedEntryOfABatchKeepsItsReferences() {
    ContentHash first = staged();
    ContentHash second = staged();
    long version = invoices().put("a", invoice(first)).version();
    invoices().put("b", invoice(first));

    Map<String, ConditionalPut> results =
        invoices()
            .putAllIfVersion(
                Map.of("a", invoice(second), "b", invoice(second)),
                Map.of("a", version, "b", version - 1));

    assertThat(at(results, "a").isDone()).isTrue();
    assertThat(at(results, "b").isDone()).isFalse();
    assertKept(first, second);
  }

  @Test
  void aRecompressedRecordKeepsItsContents() {
    ContentHash inline = staged();
    ContentHash large = staged();
    Invoice one = new Invoice(compressible(900), inline, List.of());
    Invoice other = new Invoice(compressible(20_000), large, List.of(inline));
    invoices().put("inline", one);
    invoices().put("large", other);

    RecompressionReport report =
        new Recompression(
                new OwnTransactions(sessions, dialect, WRITABLE, statistics),
                engine.dictionaries(),
                null,
                engine.olderForms(),
                FrameWriter.by("brotli"),
                RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO).withLeastSaving(1),
                () -> true,
                false)
            .run();

    assertThat(report.replaced()).isPositive();
    assertThat(invoices().getAll(List.of("inline", "large")))
        .isEqualTo(Map.of("inline", one, "large", other));
    assertThat(contents().references(inline)).isEqualTo(2);
    assertKept(large);
    invoices().delete("large");
    assertKept(inline);
    assertFree(large);
  }

  private static String compressible(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append("number ").append(i * 7919L % 1009).append(", ");
    }
    return text.toString();
  }

  @Test
  void aBatchOfNewRecordsAddsItsReferences() {
    ContentHash shared = staged();
    for (String round : List.of("a", "b")) {
      Map<String, Invoice> values = new TreeMap<>();
      for (int i = 0; i < 200; i++) {
        values.put(round + i, invoice(i % 2 == 0 ? shared : null));
      }
      invoices().putAll(values);
    }

    assertThat(contents().references(shared)).isEqualTo(200);
    assertThat(invoices().deleteRange(Range.all())).isEqualTo(400);
    assertFree(shared);
  }

  @Test
  void aHostStagesAContentAndRefersToItInOneTransaction() {
    ContentHash hash;
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      hash =
          contentEngine()
              .over(new HostTransactions(session, dialect, WRITABLE))
              .stage(fresh())
              .hash();
      in(session).records(collection, Invoice.class).put("a", invoice(hash));
      session.getTransaction().commit();
    }
    assertKept(hash);

    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      in(session).records(collection, Invoice.class).delete("a");
      session.getTransaction().rollback();
    }
    assertKept(hash);
  }

  @Test
  void renamesTakeTheReferencesAlong() {
    ContentHash pdf = staged();
    invoices().put("a", invoice(pdf));

    invoices().rename("a", "b");
    assertKept(pdf);
    store.renameCollection(collection, collection + " renamed");
    assertKept(pdf);

    store.records(collection + " renamed", Invoice.class).delete("b");
    assertFree(pdf);
  }

  @Test
  void anExpiredRecordThatIsPutAgainKeepsOnlyItsNewContents() {
    ContentHash first = staged();
    ContentHash second = staged();
    invoices().put("a", invoice(first));
    expire("a");

    invoices().putIfAbsent("a", invoice(second));
    assertFree(first);
    assertKept(second);

    expire("a");
    invoices().put("a", invoice(first));
    assertFree(second);
    assertKept(first);
  }

  @Test
  void aPutOfAnEqualValueAddsMissingReferences() {
    ContentHash pdf = staged();
    invoices().put("a", invoice(pdf));
    update("delete from coffer_record_reference where collection = ?", collection);

    invoices().put("a", invoice(pdf));

    assertKept(pdf);
  }

  private void putInHost(String key, Invoice value) {
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      in(session).records(collection, Invoice.class).put(key, value);
      session.getTransaction().commit();
    }
  }
}
