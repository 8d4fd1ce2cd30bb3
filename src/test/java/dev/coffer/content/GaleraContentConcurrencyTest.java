package dev.coffer.content;

import dev.coffer.testing.GaleraCluster;
import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("cluster")
@EnabledIf("dev.coffer.testing.GaleraCluster#isAvailable")
class GaleraContentConcurrencyTest extends ContentConcurrencyContract {
  @Override
  TestDatabase newDatabase() {
    return GaleraCluster.newDatabase();
  }
}
