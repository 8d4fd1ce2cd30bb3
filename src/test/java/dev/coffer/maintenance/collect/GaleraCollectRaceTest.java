package dev.coffer.maintenance.collect;

import dev.coffer.testing.GaleraCluster;
import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("cluster")
@EnabledIf("dev.coffer.testing.GaleraCluster#isAvailable")
class GaleraCollectRaceTest extends CollectRaceContract {
  @Override
  TestDatabase newDatabase() {
    return GaleraCluster.newDatabase();
  }
}
