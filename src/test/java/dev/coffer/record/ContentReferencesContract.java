package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.ValueFormatException;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.hash.ContentHasher;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.run.Recompression;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.tx.HostTransactions;
import dev.coffer.tx.OwnTransactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records keep the contents to which their values refer, for every kind of write. */
abstract class ContentReferencesContract extends RecordFixture {

  record Invoice(String number, @Nullable ContentHash pdf, List<ContentHash> attachments) {}

  record Line(Optional<ContentHash> picture) {}

  record Nested(Map<String, List<Line>> lines, Map<ContentHash, String> names, Object any) {}

  record Holding(StoredContent content) {}

  private static final AtomicInteger SEEDS = new AtomicInteger();
  private static final ContentHash ABSENT =
      ContentHasher.hash(HashAlgorithm.BLAKE3, "absent".getBytes(StandardCharsets.UTF_8));

  private JsonMapping mapping = Jackson3Mapping.create();

  static List<JsonMapping> mappings() {
    return List.of(Jackson2Mapping.create(), Jackson3Mapping.create());
  }

  @Override
  RecordEngine engine(RecordSettings settings) {
    return engine(settings, caching());
  }

  private RecordEngine engine(RecordSettings settings, RecordCaching caching) {
    ContentEngine contents = new ContentEngine(ContentSettings.defaults(), statistics);
    return new RecordEngine(
        settings, contents, () -> mapping, statistics, caching, sessions, "test");
  }

  private void use(JsonMapping other) {
    mapping = other;
    engine = engine(SETTINGS);
    store = store(engine);
  }

  private ContentEngine contentEngine() {
    return new ContentEngine(ContentSettings.defaults(), statistics);
  }

  private ContentStore contents() {
    return contentEngine().over(new OwnTransactions(sessions, dialect, WRITABLE, statistics));
  }

  private static byte[] fresh() {
    return ("content " + SEEDS.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
  }

  private ContentHash staged() {
    return contents().stage(fresh()).hash();
  }

  private RecordRepository<Invoice, String> invoices() {
    return store.records(collection, Invoice.class);
  }

  private static Invoice invoice(@Nullable ContentHash pdf, ContentHash... attachments) {
    return new Invoice("17", pdf, List.of(attachments));
  }

  private void assertKept(ContentHash... hashes) {
    for (ContentHash hash : hashes) {
      assertThat(contents().references(hash)).isEqualTo(1);
      assertThatThrownBy(() -> contents().delete(hash))
          .isInstanceOfSatisfying(
              ContentInUseException.class,
              e ->
                  assertThat(e.references())
                      .containsExactly(Map.entry("coffer_record_reference", 1L)));
    }
  }

  private void assertFree(ContentHash... hashes) {
    for (ContentHash hash : hashes) {
      assertThat(contents().references(hash)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void aRecordKeepsItsContentsWhileItLives(JsonMapping json) {
    use(json);
    ContentHash pdf = staged();
    ContentHash attached = staged();
    Invoice invoice = invoice(pdf, attached, attached);

    Put put = invoices().put("17", invoice);

    assertThat(invoices().get("17")).contains(invoice);
    assertKept(pdf, attached);
    assertThat(invoices().put("17", invoice))
        .isEqualTo(new Put(PutOutcome.UNCHANGED, put.version()));

    invoices().delete("17");

    assertFree(pdf, attached);
    assertThat(contents().delete(pdf)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void hashesAreFoundAtEveryDepth(JsonMapping json) {
    use(json);
    ContentHash inList = staged();
    ContentHash asKey = staged();
    ContentHash untyped = staged();
    Nested nested =
        new Nested(
            Map.of("a", List.of(new Line(Optional.of(inList)), new Line(Optional.empty()))),
            Map.of(asKey, "key"),
            untyped);

    store.records(collection, Nested.class).put("a", nested);

    assertKept(inList, asKey, untyped);
    Nested read = store.records(collection, Nested.class).get("a").orElseThrow();
    assertThat(read.lines()).isEqualTo(nested.lines());
    assertThat(read.names()).isEqualTo(nested.names());
    assertThat(read.any()).isEqualTo(untyped.toString());
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void aStoredContentIsRefusedInAValue(JsonMapping json) {
    use(json);
    StoredContent stored = contents().stage(fresh());

    assertThatThrownBy(() -> store.records(collection, Holding.class).put("a", new Holding(stored)))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("ContentHash");
    assertThat(rows()).isZero();
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void referencesFollowTheValuesOfAllKindsOfPuts(RecordCacheMode mode) {
    RecordCaching caching =
        mode == RecordCacheMode.OFF ? RecordCaching.NONE : new RecordCaching(mode, 1 << 20);
    engine = engine(SETTINGS, caching);
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
  void aHashThatIsNotStoredIsRefused() {
    ContentHash pdf = staged();

    assertThatThrownBy(
            () -> invoices().putAll(Map.of("a", invoice(pdf), "b", invoice(pdf, ABSENT))))
        .isInstanceOfSatisfying(
            ContentNotFoundException.class, e -> assertThat(e.hash()).isEqualTo(ABSENT))
        .hasMessageContaining("'b'")
        .hasMessageContaining(collection)
        .hasMessageContaining(ABSENT.toString());
    assertThatThrownBy(() -> invoices().put("a", invoice(ABSENT)))
        .isInstanceOf(ContentNotFoundException.class);
    assertThatThrownBy(() -> invoices().putIfAbsent("a", invoice(ABSENT)))
        .isInstanceOf(ContentNotFoundException.class);

    assertThat(rows()).isZero();
    assertFree(pdf);
  }

  @Test
  void aContentOfAnotherDomainIsNotFound() {
    ContentEngine other =
        new ContentEngine(new ContentSettings("other", HashAlgorithm.BLAKE3), statistics);
    ContentHash hash =
        other
            .over(new OwnTransactions(sessions, dialect, WRITABLE, statistics))
            .stage(fresh())
            .hash();

    assertThatThrownBy(() -> invoices().put("a", invoice(hash)))
        .isInstanceOf(ContentNotFoundException.class);
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

  @Test
  void aLargeValueKeepsItsContentsToo() {
    ContentHash pdf = staged();
    Invoice large = new Invoice("n".repeat(10) + noise(5000), pdf, List.of());

    invoices().put("a", large);
    assertKept(pdf);
    invoices().put("a", new Invoice("17", null, List.of()));
    assertFree(pdf);
  }

  private static String noise(int length) {
    StringBuilder text = new StringBuilder();
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < length; i++) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return text.toString();
  }

  private void putInHost(String key, Invoice value) {
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      in(session).records(collection, Invoice.class).put(key, value);
      session.getTransaction().commit();
    }
  }
}
