package dev.coffer.record.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.codec.frame.Payload;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.StoredBytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachedRecordTest {

  private static final Instant CREATED = Instant.parse("2026-11-28T12:00:00.123456Z");
  private static final Payload PAYLOAD = Payload.of("some text".getBytes(UTF_8));

  private static void assertKept(
      String type, Instant updated, @Nullable Instant expires, @Nullable Long contentId) {
    RecordHead head =
        new RecordHead(type, new RecordStamp(7L << 40, CREATED, updated, expires), 9, contentId);
    CachedRecord record =
        CachedRecord.of(new RecordRow("k", head, new StoredBytes.Framed(PAYLOAD)), PAYLOAD);
    CachedRecord read = CachedRecord.parse(record.bytes());
    assertThat(read).isEqualTo(record);
    assertThat(read.head()).isEqualTo(head);
    if (contentId == null) {
      assertThat(read.payload()).isEqualTo(PAYLOAD);
    } else {
      assertThat(read.payload()).isNull();
      assertThat(read.hasFrame(PAYLOAD.frame())).isTrue();
      assertThat(read.hasFrame(Payload.of("other".getBytes(UTF_8)).frame())).isFalse();
    }
  }

  @Test
  void everyFieldIsKept() {
    assertKept("item", CREATED, null, null);
    assertKept("größe@12", CREATED.plusNanos(1000), null, null);
    assertKept("", CREATED, CREATED.plusSeconds(60), null);
    assertKept("item", CREATED.minusSeconds(1L << 40), Instant.parse("9999-12-31T23:59:59Z"), 5L);
    assertKept("x".repeat(300), CREATED, null, Long.MAX_VALUE);
  }
}
