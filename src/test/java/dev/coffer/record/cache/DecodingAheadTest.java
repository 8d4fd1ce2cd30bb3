package dev.coffer.record.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.Frames;
import dev.coffer.codec.frame.Payload;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.StoredBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecodingAheadTest {

  private static final RecordStamp STAMP = new RecordStamp(1, Instant.EPOCH, Instant.EPOCH, null);

  private static byte[] value(int number, int length) {
    byte[] value = new byte[length];
    Random random = new Random(number);
    for (int i = 0; i < length; i++) {
      value[i] = (byte) random.nextInt(8);
    }
    return value;
  }

  private static RecordRow row(int number, byte[] frame, int length) {
    return new RecordRow(
        "k" + number,
        new RecordHead("bytes", STAMP, length, null),
        new StoredBytes.Framed(Payload.ofFrame(frame)));
  }

  private static List<RecordRow> rows(int count, int length) {
    List<RecordRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i, Frames.encode(value(i, length)), length));
    }
    return rows;
  }

  /** Several windows, some of one row. */
  @Test
  void rowsKeepTheirOrderAndTheirBytes() {
    for (int length : List.of(10, 1000, 300_000)) {
      int count = 2_000_000 / Math.max(length, 1000);
      List<RecordRow> view = DecodingAhead.of(rows(count, length), DictionarySource.NONE);
      assertThat(view).hasSize(count);
      int number = 0;
      for (RecordRow row : view) {
        assertThat(row.key()).isEqualTo("k" + number);
        assertThat(row.bytes().raw(DictionarySource.NONE)).isEqualTo(value(number, length));
        number++;
      }
      assertThat(number).isEqualTo(count);
    }
  }

  @Test
  void someRowsAreDecodedBeforeTheyAreRead() {
    List<RecordRow> rows = rows(100, 1000);
    assumeThat(Cores.areSeveral()).isTrue();
    int decoded = 0;
    // The other core may be busy for a while.
    while (decoded == 0) {
      for (RecordRow row : DecodingAhead.of(rows, DictionarySource.NONE)) {
        decoded += row.bytes() instanceof StoredBytes.Whole ? 1 : 0;
        assertThat(row.bytes().raw(DictionarySource.NONE)).hasSize(1000);
      }
    }
  }

  @Test
  void aDamagedRowIsLeftToItsReader() {
    List<RecordRow> rows = rows(100, 1000);
    byte[] frame = Frames.encode(value(50, 1000));
    frame[frame.length - 1]++;
    rows.set(50, row(50, frame, 1000));
    rows.set(51, row(51, Frames.encode(value(51, 999)), 1000));
    List<RecordRow> view = DecodingAhead.of(rows, DictionarySource.NONE);
    for (int i = 0; i < 100; i++) {
      RecordRow row = view.get(i);
      if (i == 50) {
        assertThatThrownBy(() -> row.bytes().raw(DictionarySource.NONE))
            .isInstanceOf(DamagedFrameException.class);
      } else {
        assertThat(row.bytes().raw(DictionarySource.NONE))
            .isEqualTo(value(i, i == 51 ? 999 : 1000));
      }
    }
  }
}
