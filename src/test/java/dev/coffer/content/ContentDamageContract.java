package dev.coffer.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedContentException;
import dev.coffer.codec.frame.Frames;
import dev.coffer.entity.StoredContent;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged contents on every database: a read never returns wrong bytes, and a store repairs the
 * damage.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ContentDamageContract {

  private static final int LARGE = 2_500_000;

  private ContentFixture fixture;
  private ContentStore store;
  private long seed = 1_000_000;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void open() {
    fixture = new ContentFixture(newDatabase());
    store = fixture.store();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private byte[] fresh(int length) {
    return ContentFixture.noise(seed++, length);
  }

  private static void read(InputStream opened) {
    try (InputStream stream = opened) {
      stream.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long part(StoredContent content, int position) {
    return fixture.count(
        "select part_id from coffer_part where content_id = "
            + content.id()
            + " and position = "
            + position);
  }

  private void assertDamaged(ContentHash hash) {
    for (Runnable read :
        List.<Runnable>of(
            () -> read(store.open(hash)),
            () -> store.verify(hash),
            () ->
                fixture.inHost(
                    host -> {
                      host.verify(hash);
                      return 0;
                    }))) {
      assertThatThrownBy(read::run)
          .isInstanceOfSatisfying(
              DamagedContentException.class, e -> assertThat(e.hash()).isEqualTo(hash))
          .hasMessageContaining("Store the same bytes again")
          .hasMessageNotContaining("..");
    }
  }

  private void assertHeals(byte[] bytes, StoredContent content) {
    assertDamaged(content.hash());

    StoredContent again = fixture.elsewhere().store(new ByteArrayInputStream(bytes));

    assertThat(again.id()).isEqualTo(content.id());
    store.verify(content.hash());
    assertThatCode(() -> read(store.open(content.hash()))).doesNotThrowAnyException();
    long writtenBefore = fixture.statistics().contentsWritten();
    store.store(bytes);
    assertThat(fixture.statistics().contentsWritten()).isEqualTo(writtenBefore);
  }

  @Test
  void everyDamageOfAFrameIsFoundAndRepairedByAnotherProcess() {
    List<Consumer<Long>> damages =
        List.of(
            id -> fixture.damage(id),
            id -> fixture.damage(id, Arrays.copyOf(fixture.frame(id), 100)),
            id -> fixture.damage(id, new byte[] {0}),
            id -> fixture.damage(id, Frames.encode(fresh(300))),
            id -> fixture.damage(id, Frames.encode(fresh(5000))),
            id ->
                fixture.update(
                    "update coffer_frame set stored_size = stored_size + 1 where content_id = ?",
                    id),
            id -> fixture.update("delete from coffer_frame where content_id = ?", id));
    for (Consumer<Long> damage : damages) {
      byte[] bytes = fresh(5000);
      StoredContent content = store.store(bytes);

      damage.accept(content.id());

      if (isSoundFrameOfOtherBytes(content, 5000)) {
        assertThatThrownBy(() -> store.verify(content.hash()))
            .isInstanceOf(DamagedContentException.class);
        store.store(bytes);
        store.verify(content.hash());
      } else {
        assertHeals(bytes, content);
      }
    }
  }

  /** Only {@code verify} finds a valid frame of the right length with other bytes. */
  private boolean isSoundFrameOfOtherBytes(StoredContent content, int size) {
    if (fixture.count("select count(*) from coffer_frame where content_id = " + content.id())
        == 0) {
      return false;
    }
    try {
      return Frames.decode(fixture.frame(content.id())).length == size
          && fixture.count(
                  "select count(*) from coffer_frame where stored_size = octet_length(frame)"
                      + " and content_id = "
                      + content.id())
              == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Test
  void aDamagedPartIsFoundAndRepaired() {
    byte[] bytes = fresh(LARGE);
    StoredContent content = store.store(bytes);

    fixture.damage(part(content, 2));

    assertHeals(bytes, content);
  }

  @Test
  void aDamagedPartIsRepairedInAHostTransaction() {
    byte[] bytes = fresh(LARGE);
    StoredContent content = store.store(bytes);
    fixture.damage(part(content, 1));
    assertDamaged(content.hash());

    fixture.inHost(host -> host.store(bytes).id());

    store.verify(content.hash());
  }

  @Test
  void eitherContentRepairsASharedPart() {
    byte[] bytes = fresh(LARGE);
    byte[] longer = Arrays.copyOf(bytes, LARGE + 1000);
    StoredContent first = store.store(bytes);
    StoredContent second = store.store(longer);
    assertThat(part(second, 0)).isEqualTo(part(first, 0));
    fixture.damage(part(first, 0));
    assertDamaged(first.hash());

    // No read found damage of the second content, but one of its parts is known to be damaged.
    store.store(longer);

    store.verify(second.hash());
    store.verify(first.hash());
  }

  @Test
  void partsInTheWrongOrderAreDamageBeforeTheFirstByte() {
    byte[] bytes = fresh(LARGE);
    StoredContent content = store.store(bytes);
    long first = part(content, 0);
    long second = part(content, 1);
    String move = "update coffer_part set part_id = ? where content_id = ? and position = ?";
    fixture.update(move, second, content.id(), 0);
    fixture.update(move, first, content.id(), 1);

    assertThatThrownBy(() -> store.open(content.hash()))
        .isInstanceOf(DamagedContentException.class);
    assertThatThrownBy(() -> store.open(content.hash(), LARGE - 10, 10))
        .isInstanceOf(DamagedContentException.class);
    assertHeals(bytes, content);
  }

  @Test
  void missingAndWrongPartsAreDamageBeforeTheFirstByte() {
    long foreign = store.store(fresh(200_000)).id();
    List<Consumer<StoredContent>> damages =
        List.of(
            content ->
                fixture.update(
                    "delete from coffer_part where content_id = ? and position = 1", content.id()),
            content -> fixture.update("delete from coffer_part where content_id = ?", content.id()),
            content ->
                fixture.update(
                    "update coffer_part set part_id = ? where content_id = ? and position = 1",
                    foreign,
                    content.id()),
            content ->
                fixture.update(
                    "update coffer_part set part_offset = part_offset + 1"
                        + " where content_id = ? and position = 2",
                    content.id()));
    for (Consumer<StoredContent> damage : damages) {
      byte[] bytes = fresh(LARGE);
      StoredContent content = store.store(bytes);

      damage.accept(content);

      assertThatThrownBy(() -> store.open(content.hash()))
          .isInstanceOf(DamagedContentException.class);
      assertHeals(bytes, content);
    }
  }

  @Test
  void aDamagedManifestIsFoundAndRepaired() {
    byte[] bytes = fresh(LARGE);
    StoredContent content = store.store(bytes);
    byte[] manifest = fixture.frame(content.id());
    for (int at = 1; at < manifest.length; at += 9) {
      byte[] altered = manifest.clone();
      altered[at] ^= 4;
      fixture.damage(content.id(), altered);

      assertThatThrownBy(() -> store.open(content.hash()))
          .isInstanceOf(DamagedContentException.class);
    }
    fixture.damage(content.id(), Arrays.copyOf(manifest, 20));
    assertHeals(bytes, content);
  }

  @Test
  void aFrameOfAnUnknownCodecIsNotDamage() {
    StoredContent content = store.store(fresh(500));
    byte[] frame = fixture.frame(content.id());
    frame[0] = (byte) 0x7f;
    frame[frame.length - 1] ^= 1;
    fixture.damage(content.id(), frame);

    assertThatThrownBy(() -> store.open(content.hash()))
        .isInstanceOf(CodecUnavailableException.class);
  }

  @Test
  void everyFlippedBitOfTheFirstByteIsRepaired() {
    for (byte[] bytes : List.of(fresh(500), "text ".repeat(300).getBytes(UTF_8), fresh(LARGE))) {
      StoredContent content = store.store(bytes);
      byte[] sound = fixture.frame(content.id());
      for (int bit = 0; bit < 8; bit++) {
        byte[] altered = sound.clone();
        altered[0] ^= (byte) (1 << bit);
        fixture.damage(content.id(), altered);

        assertThatThrownBy(() -> store.open(content.hash()))
            .as("bit %d of %x", bit, sound[0])
            .isInstanceOf(DamagedContentException.class);
        store.store(bytes);
        assertThat(fixture.frame(content.id())).isEqualTo(sound);
      }
    }
  }

  @Test
  void anExternalRepairRemovesTheMarkOfDamage() {
    byte[] bytes = fresh(700);
    StoredContent content = store.store(bytes);
    byte[] sound = fixture.frame(content.id());
    fixture.damage(content.id());
    assertDamaged(content.hash());
    String marked = "select count(*) from coffer_frame where stored_size < 0";
    assertThat(fixture.count(marked)).isEqualTo(1);

    fixture.damage(content.id(), sound);
    store.verify(content.hash());

    assertThat(fixture.count(marked)).isZero();
  }
}
