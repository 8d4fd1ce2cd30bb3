package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.schema.Database;
import dev.coffer.tx.UnitOfWork;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is remembered of puts that meet one another, and other writes, on one key. */
class NodeMemoryTest {

  private static final CachedRecord.Key NAME = new CachedRecord.Key(1, "c", "k");

  private final NodeMemory memory = new NodeMemory(1 << 20);

  @Test
  void aPutIsKept() {
    put(3).commits();
    assertThat(kept()).isEqualTo(3);
  }

  @Test
  void ofPutsThatMeetTheLastIsKeptHoweverTheyEnd() {
    Write early = put(3);
    Write late = put(4);
    late.commits();
    assertThat(kept()).as("while another is under way").isNull();
    early.commits();
    assertThat(kept()).isEqualTo(4);

    early = put(5);
    late = put(6);
    early.commits();
    late.commits();
    assertThat(kept()).isEqualTo(6);
  }

  @Test
  void nothingIsKeptOfPutsThatMeetOneThatFails() {
    Write failing = put(3);
    Write good = put(4);
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
  void nothingIsKeptOfAPutThatMeetsAnotherWrite() {
    Write put = put(3);
    Write other = write();
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
  void aRecordMadeAnewIsKeptThoughItsVersionIsLower() {
    put(9).commits();
    write().commits();
    put(1).commits();
    assertThat(kept()).isEqualTo(1);

    memory.heap().put(NAME, HotRecord.written(row(9)), 1);
    put(1).commits();
    assertThat(kept()).as("where the delete was not told of").isEqualTo(1);
  }

  /** The version that a reader is given; null where it has to ask the database. */
  private @Nullable Long kept() {
    HotRecord hot =
        memory.stripe(NAME.collection(), NAME.key()).isTrusted() ? memory.heap().get(NAME) : null;
    return hot == null ? null : hot.row().version();
  }

  private Write put(long version) {
    Write write = new Write();
    memory.bar(write, NAME, true, () -> true).leaves(row(version));
    return write;
  }

  private Write write() {
    Write write = new Write();
    memory.bar(write, 1, NAME.collection(), List.of(NAME.key()), () -> true);
    return write;
  }

  private static RecordRow row(long version) {
    Instant now = Instant.EPOCH;
    byte[] value = {1};
    return new RecordRow(
        NAME.key(), "bytes", version, now, now, null, 1, null, new StoredBytes.Whole(value));
  }

  /** Work that ends when it is told to. */
  private static final class Write implements UnitOfWork {
    private final List<Runnable> onCommit = new ArrayList<>();
    private final List<Runnable> onCompletion = new ArrayList<>();

    void commits() {
      onCommit.forEach(Runnable::run);
      fails();
    }

    void fails() {
      onCompletion.forEach(Runnable::run);
    }

    @Override
    public void afterCommit(Runnable action) {
      onCommit.add(action);
    }

    @Override
    public void afterCompletion(Runnable action) {
      onCompletion.add(action);
    }

    @Override
    public boolean joinsHost() {
      return false;
    }

    @Override
    public Connection connection() {
      throw new AssertionError("memory asks no database");
    }

    @Override
    public Database database() {
      throw new AssertionError("memory asks no database");
    }
  }
}
