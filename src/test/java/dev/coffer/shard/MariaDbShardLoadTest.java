package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class MariaDbShardLoadTest extends ShardLoadContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
