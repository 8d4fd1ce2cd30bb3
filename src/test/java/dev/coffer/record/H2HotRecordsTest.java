package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class H2HotRecordsTest extends HotRecordsContract {
  @Override
  TestDatabase create() {
    return TestDatabase.h2();
  }

  @Test
  void aValueReplacedAtItsVersionStaysOnTheHeap() {
    try (CachingNode node = CachingNode.withHeap(database, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<Score, String> scores = node.store().records("scores", Score.class);
      long version = scores.put("a", new Score("a", 1)).version();
      scores.put("a", new Score("a", 2));
      scores.putIfVersion("a", new Score("a", 3), version + 1);
      long connections = node.connections();

      assertThat(scores.find("a").orElseThrow().value()).isEqualTo(new Score("a", 3));
      scores.putIfVersion("a", new Score("a", 4), version + 2);
      assertThat(node.connections()).isEqualTo(connections + 1);
    }
  }
}
