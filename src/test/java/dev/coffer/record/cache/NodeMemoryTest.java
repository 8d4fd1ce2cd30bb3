package dev.coffer.record.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.StoredBytes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the memory of puts that run concurrently with other puts and writes of one key. */
class NodeMemoryTest {

  private static final CachedRecord.Key NAME = new CachedRecord.Key(1, "c", "k");

  private final DatabaseMemories database = new DatabaseMemories();
  private final NodeMemory memory = database.join(new HeapTier<>(1 << 20), 1, new ClosingGate());

  @Test
  void aPutIsKept() {
    put(3).commits();
    assertThat(kept()).isEqualTo(3);
  }

  @Test
  void theOldValueIsReadDuringAPut() {
    put(2).commits();
    HeldWork put = put(3);
    assertThat(kept()).isEqualTo(2);
    put.commits();
    assertThat(kept()).isEqualTo(3);

    write().commits();
    put = put(4);
    assertThat(kept()).as("without a value before the put").isNull();
    put.fails();
    assertThat(kept()).as("after a failed put").isNull();
  }

  @Test
  void theOldValueIsNotReadAfterAReadOfTheDatabase() {
    put(2).commits();
    HeldWork put = put(3);
    memory.seen(NAME);
    assertThat(kept()).isNull();
    put.commits();
    assertThat(kept()).isEqualTo(3);
    memory.seen(NAME);
    assertThat(kept()).as("seen without a put in progress").isEqualTo(3);
  }

  @Test
  void theLastOfConcurrentPutsIsKept() {
    put(2).commits();
    HeldWork early = put(3);
    HeldWork late = put(4);
    late.commits();
    assertThat(kept()).isEqualTo(4);
    early.commits();
    assertThat(kept()).isEqualTo(4);

    early = put(5);
    late = put(6);
    early.commits();
    assertThat(kept()).isEqualTo(5);
    late.commits();
    assertThat(kept()).isEqualTo(6);
  }

  @Test
  void anEarlierPutIsNotReadAfterALaterOneMayHaveBeenRead() {
    put(2).commits();
    HeldWork early = put(3);
    HeldWork late = put(4);
    memory.seen(NAME);
    early.commits();
    assertThat(kept()).isNull();
    late.commits();
    put(5).commits();
    assertThat(kept()).isEqualTo(5);
  }

  @Test
  void anEarlierPutIsNotReadAfterALaterOneWasEvicted() {
    put(2).commits();
    HeldWork early = put(3);
    HeldWork late = put(4);
    late.commits();
    memory.heap().remove(NAME);
    early.commits();
    assertThat(kept()).isNull();
  }

  @Test
  void theHeapIsNotTrustedDuringALoadOrWrite() {
    put(2).commits();
    WriteFences.Stripe stripe = memory.stripe(NAME.collection(), NAME.key());
    assertThat(stripe.loadBegins()).isTrue();
    HeldWork put = put(3);
    assertThat(kept()).as("while a reader may keep an older value").isNull();
    stripe.loadEnded(
        () -> {
          memory.heap().remove(NAME);
          return true;
        });
    put.commits();
    assertThat(kept()).isEqualTo(3);

    HeldWork other = write();
    assertThat(kept()).as("during another write").isNull();
    other.commits();
  }

  @Test
  void nothingIsKeptOfPutsConcurrentWithAFailure() {
    HeldWork failing = put(3);
    HeldWork good = put(4);
    failing.fails();
    good.commits();
    assertThat(kept()).isNull();

    failing = put(5);
    good = put(6);
    good.commits();
    failing.fails();
    assertThat(kept()).isNull();

    put(7).commits();
    assertThat(kept()).isEqualTo(7);
  }

  @Test
  void nothingIsKeptOfAPutConcurrentWithAnotherWrite() {
    HeldWork put = put(3);
    HeldWork other = write();
    other.commits();
    put.commits();
    assertThat(kept()).isNull();

    other = write();
    put = put(4);
    put.commits();
    other.commits();
    assertThat(kept()).isNull();
  }

  @Test
  void aRecreatedRecordIsKeptWithALowerVersion() {
    put(9).commits();
    write().commits();
    put(1).commits();
    assertThat(kept()).isEqualTo(1);

    memory.heap().put(NAME, HeapEntry.written(row(9)), 1);
    put(1).commits();
    assertThat(kept()).as("after an unannounced delete").isEqualTo(1);
  }

  @Test
  void aWriteEvictsTheKeyInOtherFactories() {
    NodeMemory other = database.join(new HeapTier<>(1 << 20), 2, new ClosingGate());
    CachedRecord.Key name = new CachedRecord.Key(2, NAME.collection(), NAME.key());
    other.heap().put(name, HeapEntry.written(row(2)), 1);
    put(2).commits();

    HeldWork put = put(3);
    assertThat(kept()).isEqualTo(2);
    assertThat(other.heap().get(name)).as("the entry of the other heap").isNull();
    put.commits();

    other.heap().put(name, HeapEntry.written(row(3)), 1);
    HeldWork write = write();
    assertThat(other.isHeapTrusted(name)).isFalse();
    write.commits();
    assertThat(other.isHeapTrusted(name)).isTrue();
    assertThat(other.heap().get(name)).isNull();
  }

  @Test
  void anOutdatedVersionIsEvicted() {
    put(2).commits();
    memory.versionSeen(NAME, 2);
    assertThat(kept()).isEqualTo(2);
    memory.versionSeen(NAME, 3);
    assertThat(kept()).isNull();
    put(4).commits();
    memory.versionSeen(NAME, 0);
    assertThat(kept()).isNull();
  }

  @Test
  void aKeyIsNotTrustedAfterAWriteWithALostAnswer() {
    for (boolean alone : new boolean[] {true, false}) {
      put(2).commits();
      assertThat(kept()).isEqualTo(2);
      HeldWork lost = alone ? put(3) : write();
      lost.isLost();
      WriteFences.Stripe stripe = memory.stripe(NAME.collection(), NAME.key());
      assertThat(stripe.isTrusted()).isFalse();
      assertThat(stripe.loadBegins()).isFalse();
      put(4).commits();
      write().commits();
      assertThat(kept()).isNull();

      memory.forgetAll();
      assertThat(stripe.isTrusted()).isTrue();
      put(5).commits();
      assertThat(kept()).isEqualTo(5);
    }
  }

  /** The version that a reader gets from the heap; null if it must query the database. */
  private @Nullable Long kept() {
    HeapEntry hot = memory.isHeapTrusted(NAME) ? memory.heap().get(NAME) : null;
    return hot == null ? null : hot.row().version();
  }

  private HeldWork put(long version) {
    HeldWork write = new HeldWork();
    memory.fence(write, NAME, true).wrote(row(version));
    return write;
  }

  private HeldWork write() {
    HeldWork write = new HeldWork();
    memory.fence(write, NAME.collection(), List.of(NAME.key()), false);
    return write;
  }

  private static RecordRow row(long version) {
    Instant now = Instant.EPOCH;
    byte[] value = {1};
    RecordStamp stamp = new RecordStamp(version, now, now, null);
    return new RecordRow(
        NAME.key(), new RecordHead("bytes", stamp, 1, null), new StoredBytes.Whole(value));
  }
}
