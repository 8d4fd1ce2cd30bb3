package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.ValueFormatException;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.JsonMapping;
import dev.coffer.hash.ContentHasher;
import dev.coffer.tx.OwnTransactions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contents to which a value refers, and the values that are refused. */
abstract class ContentReferencesContract extends ContentReferencesFixture {

  record Line(Optional<ContentHash> picture) {}

  record Nested(Map<String, List<Line>> lines, Map<ContentHash, String> names, Object any) {}

  record Holding(StoredContent content) {}

  private static final ContentHash ABSENT =
      ContentHasher.hash(HashAlgorithm.BLAKE3, "absent".getBytes(StandardCharsets.UTF_8));

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
}
