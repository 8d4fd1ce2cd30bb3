package dev.coffer.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.host.RecordChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeQueuesTest {
  private static final List<ChangeQueues.Key> KEY = List.of(new ChangeQueues.Key("c", "k"));

  private final ChangeQueues queues = new ChangeQueues();
  private final Object first = new Object();
  private final Object second = new Object();

  private static RecordChange change(long oldVersion) {
    return new RecordChange("c", "k", oldVersion, oldVersion + 1);
  }

  /** A change whose transaction has not ended. */
  private List<ChangeQueues.Change> open(long oldVersion, boolean brief) {
    List<ChangeQueues.Change> changes = List.of(new ChangeQueues.Change(change(oldVersion), brief));
    queues.add(changes);
    return changes;
  }

  private void commit(long oldVersion) {
    queues.end(open(oldVersion, true), true);
  }

  private List<RecordChange> take(Object teller, int round) {
    return queues.take(teller, KEY, round).stream().map(ChangeQueues.Told::change).toList();
  }

  @Test
  void anExpiryIsToldBetweenTheChangesAroundItAndIsNeverMerged() {
    commit(1);
    List<ChangeQueues.Change> expiry =
        List.of(ChangeQueues.Change.ofExpiry(new RecordChange("c", "k", 2, 0)));
    queues.add(expiry);
    for (int i = 0; i < 2 * ChangeQueues.MOST_WAITING; i++) {
      commit(10 + i);
    }
    assertThat(take(second, 0)).hasSize(1);
    queues.end(expiry, true);

    assertThat(queues.take(second, KEY, 1))
        .hasSizeLessThanOrEqualTo(ChangeQueues.MOST_WAITING)
        .startsWith(new ChangeQueues.Told(new RecordChange("c", "k", 2, 0), true))
        .filteredOn(ChangeQueues.Told::expiry)
        .hasSize(1);
  }

  @Test
  void aCommitThatIsKnownFirstWaitsForItsPredecessor() {
    List<ChangeQueues.Change> earlier = open(1, true);
    List<ChangeQueues.Change> later = open(2, true);
    queues.end(later, true);
    assertThat(take(second, 0)).isEmpty();

    queues.end(earlier, true);
    assertThat(take(first, 0)).containsExactly(change(1), change(2));
    assertThat(take(first, 1)).isEmpty();
    assertThat(queues.size()).isZero();
  }

  @Test
  void aRollbackLetsItsSuccessorBeTold() {
    List<ChangeQueues.Change> earlier = open(1, true);
    List<ChangeQueues.Change> later = open(1, true);
    queues.end(later, true);
    queues.end(earlier, false);

    assertThat(take(first, 0)).containsExactly(change(1));
    assertThat(take(first, 1)).isEmpty();
    assertThat(queues.size()).isZero();
  }

  @Test
  void oneTellerHasAKeyUntilNothingIsLeft() {
    commit(1);
    assertThat(take(first, 0)).containsExactly(change(1));

    commit(2);
    assertThat(take(second, 0)).isEmpty();
    assertThat(take(first, 1)).containsExactly(change(2));
    assertThat(take(first, 2)).isEmpty();

    commit(3);
    assertThat(take(second, 0)).containsExactly(change(3));
  }

  @Test
  void aTellerLeavesAHotKeyToTheNextBriefTransaction() {
    commit(1);
    assertThat(take(first, 0)).hasSize(1);
    commit(2);
    List<ChangeQueues.Change> next = open(3, true);

    assertThat(take(first, ChangeQueues.ROUNDS)).isEmpty();

    queues.end(next, true);
    assertThat(take(second, 0)).containsExactly(change(2), change(3));
  }

  @Test
  void aTellerDoesNotLeaveAKeyToAHostsTransaction() {
    commit(1);
    assertThat(take(first, 0)).hasSize(1);
    commit(2);
    open(3, false);

    assertThat(take(first, ChangeQueues.ROUNDS)).containsExactly(change(2));
  }

  @Test
  void aLongQueueIsMergedEvenIfTransactionsAreAlwaysOpen() {
    commit(1);
    assertThat(take(first, 0)).hasSize(1);
    List<ChangeQueues.Change> before = open(2, true);
    for (long version = 3; version < 1_000; version++) {
      List<ChangeQueues.Change> next = open(version, true);
      queues.end(before, true);
      before = next;
    }
    queues.end(before, true);

    List<RecordChange> told = new ArrayList<>(take(first, 1));
    assertThat(told).hasSizeLessThanOrEqualTo(ChangeQueues.MOST_WAITING + 1);
    long version = 2;
    for (RecordChange each : told) {
      assertThat(each.oldVersion()).isEqualTo(version);
      version = each.newVersion();
    }
    assertThat(version).isEqualTo(1_000);
  }

  @Test
  void aCreationAndItsDeletionMergeToNothing() {
    commit(1);
    assertThat(take(first, 0)).hasSize(1);
    for (long version = 2; version < 2 + ChangeQueues.MOST_WAITING - 1; version++) {
      commit(version);
    }
    int waiting = ChangeQueues.MOST_WAITING - 1;
    queue(new RecordChange("c", "k", 0, 900));
    queue(new RecordChange("c", "k", 900, 0));

    assertThat(take(first, 1)).hasSize(waiting).allMatch(each -> !each.isCreation());
  }

  private void queue(RecordChange change) {
    List<ChangeQueues.Change> changes = List.of(new ChangeQueues.Change(change, true));
    queues.add(changes);
    queues.end(changes, true);
  }
}
