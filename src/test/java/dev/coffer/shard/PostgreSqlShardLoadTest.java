package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class PostgreSqlShardLoadTest extends ShardLoadContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
