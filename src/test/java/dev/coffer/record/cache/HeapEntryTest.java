package dev.coffer.record.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.StoredBytes;
import dev.coffer.record.value.ReferringCollections;
import dev.coffer.record.value.TypeNames;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.record.value.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapEntryTest {

  private static final int LENGTH = 1000;

  private final ValueBytes binding =
      new ValueBytes(Jackson3Mapping::create, 1 << 20, new ReferringCollections());
  private final RecordRow row =
      new RecordRow(
          "k",
          new RecordHead(
              "String", new RecordStamp(1, Instant.EPOCH, Instant.EPOCH, null), LENGTH, null),
          new StoredBytes.Whole(new byte[LENGTH]));

  @Test
  void bytesWithoutAValueWeighLittle() {
    TypeNames types = new TypeNames();
    ValueType<String> texts = types.of(String.class);
    @SuppressWarnings("rawtypes") // The type arguments do not matter.
    ValueType<List> lists = types.of(List.class);
    long shared = HeapEntry.of(row, "text", texts, binding).weight();
    assertThat(shared).isEqualTo(HeapEntry.weight(row));
    assertThat(HeapEntry.of(row, new ArrayList<>(List.of("text")), lists, binding).weight())
        .isBetween((long) LENGTH, shared / 2);
    assertThat(HeapEntry.written(row).weight())
        .as("a reader may add a value")
        .isEqualTo(HeapEntry.weight(row));
  }
}
