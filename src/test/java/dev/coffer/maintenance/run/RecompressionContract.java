package dev.coffer.maintenance.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.codec.frame.Frames;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.record.Expiry;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The effect of recompression on stored frames, on every database. */
abstract class RecompressionContract extends RecompressionFixture {

  private static final String ROWS =
      "select concat(collection, record_key, type, version, size, created_at,"
          + " coalesce(updated_at, created_at), coalesce(expires_at, created_at)) from coffer_record"
          + " order by collection, record_key";

  @Test
  void makesFramesSmallerAndChangesNothingElse() throws Exception {
    byte[] document = text(20_000, 1);
    try (Coffer writer = open("zstd");
        Coffer coffer = open("brotli")) {
      monsters(writer).putAll(some(20));
      monsters(writer).put("m3", monster(1003), Expiry.after(Duration.ofDays(1)));
      writer.store("documents", "one", document);
      assertThat(monsters(writer).get("m1")).contains(monster(1));
      assertThat(monsters(writer).get("m1")).contains(monster(1));
      List<String> rows = texts(ROWS);
      long before = storedBytes();

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report)
          .isEqualTo(
              new RecompressionReport(
                  Map.of("zstd", new RecompressionReport.Tally(21, 21, before, storedBytes())),
                  0,
                  List.of(),
                  List.of(),
                  List.of(),
                  0,
                  true));
      assertThat(report.bytesAfter()).isLessThan(before);
      assertThat(texts(ROWS)).isEqualTo(rows);
      assertThat(
              number("select count(*) from coffer_frame where stored_size <> octet_length(frame)"))
          .isZero();
      for (Coffer each : List.of(coffer, writer)) {
        assertThat(monsters(each).get("m1")).contains(monster(1));
        assertThat(monsters(each).get("m3")).contains(monster(1003));
        assertThat(each.retrieve("documents", "one", byte[].class)).contains(document);
        assertThat(each.verify().damaged()).isEmpty();
      }
      assertThat(monsters(writer).put("m1", monster(1)).outcome()).isEqualTo(PutOutcome.UNCHANGED);

      assertThat(coffer.recompress(ALL).examined()).as("the second run tries no frame").isZero();
      monsters(writer).put("m1", monster(2000));
      assertThat(coffer.recompress(ALL).examined()).isEqualTo(1);
      assertThat(monsters(writer).get("m1")).contains(monster(2000));
    }
  }

  @Test
  void usesBrotliByDefaultWhereItSavesMore() throws Exception {
    byte[] prose = Files.readAllBytes(Path.of("docs/guide.md"));
    byte[] page = Arrays.copyOf(prose, 6_000);
    byte[] chapter = Arrays.copyOf(prose, 12_000);
    byte[] repeats = text(3_000, 7);
    byte[] wide = "ab".repeat(80_000).getBytes(UTF_8);
    try (Coffer coffer = Coffer.open(settings())) {
      RecordRepository<byte[], String> pages = coffer.records("pages", byte[].class);
      pages.put("page", page);
      pages.put("repeats", repeats);
      ContentHash hash = coffer.contents().store(chapter).hash();
      ContentHash wideHash = coffer.contents().store(wide).hash();
      assertThat(Frames.codec(frame("page"))).isEqualTo("zstd");

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report.replaced()).isBetween(2L, 4L);
      assertThat(Frames.codec(frame("page"))).isEqualTo("brotli");
      assertThat(frames("select frame from coffer_frame order by content_id"))
          .extracting(Frames::codec)
          .containsExactly("brotli", "zstd");
      assertThat(pages.get("page")).contains(page);
      assertThat(pages.get("repeats")).contains(repeats);
      assertThat(read(coffer, hash)).isEqualTo(chapter);
      assertThat(read(coffer, wideHash)).isEqualTo(wide);
      assertThat(Frames.codec(frame("page"))).as("after a read").isEqualTo("brotli");
      assertThat(coffer.recompress(ALL).examined()).isZero();
    }
    try (Coffer coffer = open("zstd")) {
      assertThat(coffer.recompress(ALL).replaced()).as("larger frames").isZero();
      byte[] other = Arrays.copyOfRange(prose, 6_000, 12_000);
      coffer.records("pages", byte[].class).put("other", other);
      assertThat(coffer.recompress(ALL).examined()).isEqualTo(1);
      assertThat(Frames.codec(frame("other"))).as("the codec of the settings").isEqualTo("zstd");
    }
  }

  @Test
  void recompressesThePartsOfLargeContents() throws Exception {
    byte[] file = text((1 << 20) + (400 << 10), 2);
    try (Coffer coffer = open("zstd")) {
      ContentHash hash = coffer.contents().store(file).hash();
      long before = storedBytes();
      RecompressionReport report = coffer.recompress(ALL);
      assertThat(report.unreadable()).isZero();
      assertThat(report.replaced()).isGreaterThan(1);
      assertThat(storedBytes()).isLessThan(before);
      assertThat(read(coffer, hash)).isEqualTo(file);
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  @Test
  void skipsNewFramesAndFramesWithTooLittleGain() throws SQLException {
    try (Coffer coffer = open("brotli")) {
      monsters(coffer).putAll(some(10));
      long before = storedBytes();
      assertThat(coffer.recompress().examined()).isZero();
      RecompressionReport report = coffer.recompress(ALL.withLeastSaving(90));
      assertThat(report.examined()).isEqualTo(10);
      assertThat(report.replaced()).isZero();
      assertThat(storedBytes()).isEqualTo(before);
    }
  }

  @Test
  void skipsACollectionIfASampleGainsTooLittle() throws SQLException {
    try (Coffer writer = open("zstd");
        Coffer coffer = open("brotli")) {
      Map<String, byte[]> noise = new TreeMap<>();
      for (int i = 0; i < 2100; i++) {
        byte[] bytes = text(300, i);
        if (i % 40 != 0) {
          new Random(i).nextBytes(bytes);
        }
        noise.put("n" + i, bytes);
      }
      writer.records("noise", byte[].class).putAll(noise);
      monsters(writer).putAll(some(5));
      String bytes = "select sum(octet_length(frame)) from coffer_record where collection='noise'";
      long before = number(bytes);

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report.leftAlone()).containsExactly("noise");
      assertThat(report.finished()).isTrue();
      assertThat(report.examined())
          .as("a sample, and the complete other collection")
          .isBetween(100L, 500L);
      assertThat(report.replaced()).isEqualTo(5);
      assertThat(number(bytes)).isEqualTo(before);
      RecompressionReport again = coffer.recompress(ALL);
      assertThat(again.leftAlone()).isEmpty();
      assertThat(again.examined()).isZero();
    }
  }

  @Test
  void recompressesALargeCollectionWithAGainOrARetiredDictionary() throws SQLException {
    int count = 2020;
    try (Coffer coffer = open("zstd")) {
      // A larger batch, or some more records, would train a dictionary while they are written.
      for (int from = 0; from < count; from += 505) {
        monsters(coffer).putAll(some(from, from + 505));
      }
      RecompressionReport report = coffer.recompress(ALL.withDictionariesFor(List.of("monsters")));
      assertThat(report.leftAlone()).isEmpty();
      assertThat(report.examined()).as("the sample does not count twice").isEqualTo(count);
      assertThat(report.replaced()).isEqualTo(count);

      coffer.forgetDictionary("monsters");
      assertThat(coffer.recompress(ALL).replaced()).isEqualTo(count);
      assertThat(monsters(coffer).get("m1")).contains(monster(1));
    }
  }

  @Test
  void trainsDictionariesAndReplacesFramesOfRetiredOnes() throws SQLException {
    try (Coffer coffer = open("zstd")) {
      monsters(coffer).putAll(some(120));
      long before = storedBytes();
      assertThat(coffer.recompress(ALL).dictionaries()).isEmpty();

      RecompressionPlan plan = ALL.withDictionariesFor(List.of("monsters", "none"));
      RecompressionReport report = coffer.recompress(plan);
      assertThat(report.dictionaries())
          .singleElement()
          .satisfies(each -> assertThat(each.dictionary()).isNotNull());
      assertThat(report.replaced()).isEqualTo(120);
      assertThat(storedBytes() * 2).isLessThan(before);
      assertThat(Frames.dictionary(frame("m1"))).isNotNull();
      try (Coffer other = open("brotli")) {
        assertThat(monsters(other).get("m1")).contains(monster(1));
      }
      RecompressionReport again = coffer.recompress(plan);
      assertThat(again.dictionaries())
          .singleElement()
          .satisfies(
              each ->
                  assertThat(each.dictionary()).as("a new dictionary would be no better").isNull());
      assertThat(again.examined()).isZero();

      coffer.forgetDictionary("monsters");
      assertThat(coffer.recompress(ALL).replaced()).isEqualTo(120);
      for (byte[] frame : frames("select frame from coffer_record")) {
        assertThatCode(() -> Frames.decode(frame)).doesNotThrowAnyException();
      }
      assertThat(monsters(coffer).get("m1")).contains(monster(1));
    }
  }
}
