package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.UnsupportedDatabaseException;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 in each of its compatibility modes, and with each treatment of names. */
class H2ModesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MODE=STRICT",
        "MODE=LEGACY",
        "MODE=DB2",
        "MODE=Derby",
        "MODE=HSQLDB",
        "MODE=MSSQLServer",
        "MODE=MariaDB",
        "MODE=MySQL",
        "MODE=PostgreSQL",
        "DATABASE_TO_UPPER=FALSE",
        "DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
        "DATABASE_TO_LOWER=TRUE",
        "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
      })
  void everythingWorks(String settings) throws IOException {
    try (Coffer coffer = Coffer.open(url(settings))) {
      RecordRepository<String, String> records = coffer.records("r", String.class);
      writesAndReads(records);
      contents(coffer);
      coffer.trainDictionary("r");
      assertThat(
              coffer
                  .recompress(RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO))
                  .finished())
          .isTrue();
      assertThat(coffer.verify().damaged()).isEmpty();
      assertThat(coffer.report().records()).isEqualTo(records.count());
      assertThat(coffer.diagnose().findings()).isEmpty();
    }
  }

  private static void writesAndReads(RecordRepository<String, String> records) {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      many.put("k" + i, "a value that is much like the others, number " + i);
    }
    assertThat(records.putAll(many).values())
        .extracting(Put::outcome)
        .containsOnly(PutOutcome.CREATED);
    many.replaceAll((key, value) -> value + ", changed");
    assertThat(records.putAll(many).values())
        .extracting(Put::outcome)
        .containsOnly(PutOutcome.REPLACED);
    long version = records.put("large", "x".repeat(100_000)).version();
    assertThat(records.putIfVersion("large", "small", version).isDone()).isTrue();
    assertThat(records.putIfAbsent("brief", "x", Expiry.after(Duration.ofHours(1))).isDone())
        .isTrue();
    records.put("brief", "x", Expiry.after(Duration.ofHours(2)));
    assertThat(records.page(Range.all(), null, 10).records()).hasSize(10);
    assertThat(records.getAll(many.keySet())).isEqualTo(many);
    assertThat(records.deleteAll(List.of("large", "k1"))).isEqualTo(2);
  }

  private static void contents(Coffer coffer) throws IOException {
    byte[] large = new byte[2_000_000];
    new Random(1).nextBytes(large);
    ContentHash hash = coffer.contents().store(large).hash();
    try (InputStream stream = coffer.contents().open(hash)) {
      assertThat(stream.readAllBytes()).isEqualTo(large);
    }
    assertThat(coffer.contents().release(hash)).isTrue();
  }

  @Test
  void aModeThatTreatsAnEmptyTextAsNullIsRefused() {
    assertThatThrownBy(() -> Coffer.open(url("MODE=Oracle")))
        .isInstanceOf(UnsupportedDatabaseException.class)
        .hasMessageContaining("MODE=Oracle");
  }

  private static String url(String settings) {
    return "jdbc:h2:mem:" + UUID.randomUUID() + ";" + settings;
  }
}
