package dev.coffer.maintenance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recompression of renamed collections: renamed records keep their times, so progress misleads. */
abstract class RenamedRecompressionContract extends RecompressionFixture {
  private Coffer coffer;

  @BeforeEach
  void open() {
    coffer = open("zstd");
  }

  @AfterEach
  void close() {
    coffer.close();
  }

  record Note(int number, String text) {}

  private RecordRepository<Note, String> notes(String collection) {
    return coffer.records(collection, Note.class);
  }

  private void fill(String collection) {
    Map<String, Note> notes = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 0; n < 40; n++) {
        text.append("note ").append((i * 31 + n * 17) & 0xff).append(n % 3 == 0 ? " and " : ", ");
      }
      notes.put("n" + i, new Note(i, text.toString()));
    }
    notes(collection).putAll(notes);
  }

  /** Tries all frames and replaces none. */
  private void tryAll() {
    RecompressionReport report = coffer.recompress(ALL.withLeastSaving(99));
    assertThat(report.examined()).isPositive();
    assertThat(report.replaced()).isZero();
    assertThat(coffer.recompress(ALL).examined()).as("all frames were tried").isZero();
  }

  @Test
  void theProgressOfAnEarlierCollectionOfTheNameIsForgotten() {
    fill("old");
    fill("new");
    tryAll();
    notes("new").deleteRange(Range.all());

    coffer.records().renameCollection("old", "new");

    assertThat(coffer.recompress(ALL).examined()).isEqualTo(10);
    assertThat(coffer.verify().isClean()).isTrue();
  }

  @Test
  void theProgressUnderTheOldNameIsForgotten() {
    fill("old");
    tryAll();

    coffer.records().renameCollection("old", "new");
    coffer.records().renameCollection("new", "old");

    assertThat(coffer.recompress(ALL).examined()).isEqualTo(10);
  }

  @Test
  void aRenameThatIsRolledBackForgetsNothing() {
    fill("old");
    tryAll();

    try {
      coffer.runInTransaction(
          stores -> {
            stores.records().renameCollection("old", "new");
            throw new IllegalStateException("roll back");
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("roll back");
    }

    assertThat(coffer.recompress(ALL).examined()).isZero();
  }
}
