package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.tx.OwnTransactions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Invoices whose values refer to contents. */
abstract class ContentReferencesFixture extends RecordFixture {

  record Invoice(String number, @Nullable ContentHash pdf, List<ContentHash> attachments) {}

  private static final AtomicInteger SEEDS = new AtomicInteger();

  JsonMapping mapping = Jackson3Mapping.create();

  static List<JsonMapping> mappings() {
    return List.of(Jackson2Mapping.create(), Jackson3Mapping.create());
  }

  @Override
  RecordEngine engine(RecordSettings settings) {
    return engine(settings, caching(), () -> mapping);
  }

  void use(JsonMapping other) {
    mapping = other;
    engine = engine(SETTINGS);
    store = store(engine);
  }

  ContentEngine contentEngine() {
    return new ContentEngine(ContentSettings.defaults(), statistics);
  }

  ContentStore contents() {
    return contentEngine().over(new OwnTransactions(sessions, dialect, WRITABLE, statistics));
  }

  static byte[] fresh() {
    return ("content " + SEEDS.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
  }

  ContentHash staged() {
    return contents().stage(fresh()).hash();
  }

  RecordRepository<Invoice, String> invoices() {
    return store.records(collection, Invoice.class);
  }

  static Invoice invoice(@Nullable ContentHash pdf, ContentHash... attachments) {
    return new Invoice("17", pdf, List.of(attachments));
  }

  void assertKept(ContentHash... hashes) {
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

  void assertFree(ContentHash... hashes) {
    for (ContentHash hash : hashes) {
      assertThat(contents().references(hash)).isZero();
    }
  }
}
