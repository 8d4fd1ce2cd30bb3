package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.entity.StoredContent;
import dev.coffer.maintenance.VerificationProgress;
import dev.coffer.maintenance.VerificationReport;
import dev.coffer.maintenance.run.ContentCheck;
import dev.coffer.maintenance.run.RecordCheck;
import dev.coffer.maintenance.run.StorageSurvey;
import dev.coffer.maintenance.run.Verification;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Alters each column of the tables of contents. Every read returns the right bytes or throws an
 * error of damage, and a verification names and counts each altered row.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ContentRowDamageContract {

  private static final int SMALL = 5000;
  private static final int LARGE = 600_000;
  private static final long TWO_TO_32 = 1L << 32;

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 5_000_000;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    fixture = new ContentFixture(newDatabase());
    store = fixture.store();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A content, and the damage of its rows. */
  // Never compared: it only holds the bytes of a content.
  @SuppressWarnings("ArrayRecordComponent")
  private record Altered(String sql, byte[] bytes, StoredContent content) {}

  private Altered altered(int size, String sql, Object... values) {
    byte[] bytes = ContentFixture.noise(seed++, size);
    StoredContent content = store.store(bytes);
    Object[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = content.id();
    fixture.update(sql, all);
    return new Altered(sql + " " + Arrays.toString(values), bytes, content);
  }

  private List<Altered> rowsOfContents() {
    List<Altered> altered = new ArrayList<>();
    for (int size : new int[] {SMALL, LARGE}) {
      for (long wrong : new long[] {size + TWO_TO_32, size - TWO_TO_32, -1, Chunker.GREATEST}) {
        altered.add(altered(size, "update coffer_content set size = ? where id = ?", wrong));
      }
      for (int algorithm : size == SMALL ? new int[] {2, 99, 0, -1, 257} : new int[] {99}) {
        altered.add(
            altered(size, "update coffer_content set algorithm = ? where id = ?", algorithm));
      }
      for (int length : new int[] {32, 5}) {
        byte[] digest = ContentFixture.noise(seed++, length);
        altered.add(altered(size, "update coffer_content set digest = ? where id = ?", digest));
      }
      altered.add(altered(size, "update coffer_content set domain = ? where id = ?", "\u00e4"));
    }
    for (long wrong : new long[] {0, 1, SMALL - 1, SMALL | Long.MIN_VALUE, Long.MAX_VALUE}) {
      altered.add(altered(SMALL, "update coffer_content set size = ? where id = ?", wrong));
    }
    return altered;
  }

  private List<Altered> rowsOfFrames() {
    List<Altered> altered = new ArrayList<>();
    for (int size : new int[] {SMALL, LARGE}) {
      for (int stored :
          size == SMALL
              ? new int[] {0, 7, Integer.MIN_VALUE, Integer.MAX_VALUE}
              : new int[] {Integer.MIN_VALUE}) {
        altered.add(
            altered(size, "update coffer_frame set stored_size = ? where content_id = ?", stored));
      }
      for (byte[] frame : List.of(new byte[0], new byte[] {(byte) 0xd1}, new byte[46])) {
        altered.add(altered(size, "update coffer_frame set frame = ? where content_id = ?", frame));
      }
      altered.add(altered(size, "delete from coffer_frame where content_id = ?"));
    }
    return altered;
  }

  private List<Altered> rowsOfParts() {
    String part = " where position = 1 and content_id = ?";
    String ofPart =
        " where id = (select part_id from coffer_part where position = 1 and content_id = ?)";
    List<Altered> altered = new ArrayList<>();
    for (int position : new int[] {-1, 5000, Integer.MAX_VALUE}) {
      altered.add(altered(LARGE, "update coffer_part set position = ?" + part, position));
    }
    for (long offset : new long[] {-1, 0, Long.MAX_VALUE}) {
      altered.add(altered(LARGE, "update coffer_part set part_offset = ?" + part, offset));
    }
    altered.add(altered(LARGE, "update coffer_part set part_id = content_id" + part));
    altered.add(altered(LARGE, "delete from coffer_part" + part));
    altered.add(altered(LARGE, "delete from coffer_part where content_id = ?"));
    for (int position : new int[] {100, 5000}) {
      altered.add(
          altered(
              LARGE,
              "insert into coffer_part (content_id, position, part_id, part_offset) select"
                  + " content_id, "
                  + position
                  + ", part_id, part_offset from coffer_part"
                  + part));
    }
    for (long wrong : new long[] {TWO_TO_32, -TWO_TO_32, -1, Long.MIN_VALUE}) {
      altered.add(altered(LARGE, "update coffer_content set size = size + ?" + ofPart, wrong));
    }
    altered.add(altered(LARGE, "update coffer_content set algorithm = ?" + ofPart, 99));
    return altered;
  }

  @Test
  void everyAlteredRowOfContentsIsDamage() {
    assertDamage(rowsOfContents());
  }

  @Test
  void everyAlteredRowOfFramesIsDamage() {
    assertDamage(rowsOfFrames());
  }

  @Test
  void everyAlteredRowOfPartsIsDamage() {
    assertDamage(rowsOfParts());
  }

  private void assertDamage(List<Altered> altered) {
    StoredContent sound = store.store(ContentFixture.noise(seed++, LARGE));
    SoftAssertions soft = new SoftAssertions();
    for (Altered each : altered) {
      for (NamedRead read : reads(each)) {
        assertRight(soft, each, read);
      }
    }
    VerificationReport report =
        new Verification(
                fixture.own(),
                new RecordCheck(fixture.own(), new Dictionaries("", DictionarySettings.defaults())),
                new ContentCheck(fixture.own(), domain -> engine(domain).over(fixture.own())),
                VerificationProgress.NONE)
            .run();
    for (Altered each : altered) {
      soft.assertThat(report.damaged())
          .as(each.sql())
          .anyMatch(line -> line.matches("content with id " + each.content().id() + "\\b.*"));
    }
    soft.assertThat(report.damaged())
        .noneMatch(line -> line.matches("content with id " + sound.id() + "\\b.*"));
    soft.assertThat(report.contentsChecked())
        .isEqualTo(fixture.count("select count(*) from coffer_content"));
    soft.assertThat(report.bytesChecked()).isPositive();
    soft.assertThatCode(() -> fixture.own().read(StorageSurvey::report)).doesNotThrowAnyException();
    soft.assertAll();
  }

  private ContentEngine engine(String domain) {
    return domain.isEmpty()
        ? fixture.engine()
        : fixture.engine(new ContentSettings(domain, ContentSettings.defaults().algorithm()));
  }

  /** A read that returns the bytes from an offset, or none. */
  private interface Read {
    byte[] run() throws IOException;
  }

  private record NamedRead(String name, int from, Read read) {}

  private List<NamedRead> reads(Altered altered) {
    StoredContent content = altered.content();
    int size = altered.bytes().length;
    return List.of(
        new NamedRead("open", 0, () -> all(store.open(content.hash()))),
        new NamedRead("range", 10, () -> all(store.open(content.hash(), 10, size))),
        new NamedRead("end", size, () -> all(store.open(content.hash(), size, 1))),
        new NamedRead("by row", 0, () -> all(store.open(content))),
        new NamedRead(
            "in a host's transaction",
            0,
            () ->
                fixture.inHost(
                    host -> {
                      try {
                        return all(host.open(content.hash()));
                      } catch (IOException e) {
                        throw new AssertionError(e);
                      }
                    })),
        new NamedRead("by id", 0, () -> bytes(content.id())),
        new NamedRead("find", size, () -> touched(store.find(content.hash()).orElse(content))),
        new NamedRead("entity", size, () -> touched(fixture.entity(content.id()))),
        new NamedRead("references", size, () -> number(store.references(content.hash()))),
        new NamedRead(
            "verify",
            size,
            () -> {
              store.verify(content.hash());
              throw new AssertionError("verify found nothing");
            }));
  }

  private static byte[] all(InputStream opened) throws IOException {
    try (InputStream stream = opened) {
      return stream.readAllBytes();
    }
  }

  private byte[] bytes(long id) {
    return fixture.own().read(unit -> fixture.engine().read(unit, id));
  }

  private static byte[] number(long number) {
    assertThat(number).isNotNegative();
    return new byte[0];
  }

  /** All attributes of a content. */
  private static byte[] touched(StoredContent content) {
    assertThat(content.toString()).isNotEmpty();
    assertThat(content.equals(content)).isTrue();
    assertThat(content.hashCode()).isEqualTo(content.hashCode());
    assertThat(content.createdAt()).isNotNull();
    assertThat(content.size()).isNotNegative();
    assertThat(content.hash()).isNotNull();
    return new byte[0];
  }

  private static void assertRight(SoftAssertions soft, Altered altered, NamedRead read) {
    String name = read.name() + " after " + altered.sql();
    try {
      byte[] expected = Arrays.copyOfRange(altered.bytes(), read.from(), altered.bytes().length);
      soft.assertThat(Arrays.equals(read.read().run(), expected)).as(name).isTrue();
    } catch (DamagedContentException | DamagedContentRowException | ContentNotFoundException e) {
      soft.assertThat(e.getMessage()).as(name).isNotEmpty();
    } catch (IOException | RuntimeException | AssertionError e) {
      soft.fail(name + ": " + e, e);
    }
  }

  @Test
  void bytesWithAWrongSizeInTheirRowAreRefusedWithTheRemedy() {
    for (int size : new int[] {SMALL, LARGE}) {
      Altered altered =
          altered(size, "update coffer_content set size = ? where id = ?", size + TWO_TO_32);

      assertThatThrownBy(() -> store.store(altered.bytes()))
          .isInstanceOfSatisfying(
              DamagedContentException.class,
              e -> assertThat(e.hash()).isEqualTo(altered.content().hash()))
          .hasMessageContaining("id " + altered.content().id())
          .hasMessageContaining("it has " + size);

      fixture.update(
          "update coffer_content set size = ? where id = ?", size, altered.content().id());
      store.store(altered.bytes());
      store.verify(altered.content().hash());
    }
  }

  @Test
  void bytesWhoseRowLostItsHashAreStoredAgain() throws IOException {
    for (int size : new int[] {SMALL, LARGE}) {
      Altered altered = altered(size, "update coffer_content set algorithm = ? where id = ?", 99);

      StoredContent again = store.store(altered.bytes());

      assertThat(again.id()).isNotEqualTo(altered.content().id());
      assertThat(all(store.open(again.hash()))).isEqualTo(altered.bytes());
      assertThatThrownBy(() -> bytes(altered.content().id()))
          .isInstanceOfSatisfying(
              DamagedContentRowException.class,
              e -> assertThat(e.contentId()).isEqualTo(altered.content().id()))
          .isInstanceOf(CofferException.class);
    }
  }

  @Test
  void anIdOfAnotherContentReturnsNoBytes() {
    StoredContent remembered = store.store(ContentFixture.noise(seed++, SMALL));
    StoredContent another = store.store(ContentFixture.noise(seed++, SMALL));
    StoredContent mistaken =
        StoredContent.ofRow(
            another.id(), "", remembered.hash(), remembered.size(), remembered.createdAt());

    assertThatThrownBy(() -> store.open(mistaken))
        .isInstanceOfSatisfying(
            ContentNotFoundException.class, e -> assertThat(e.hash()).isEqualTo(remembered.hash()));
  }
}
