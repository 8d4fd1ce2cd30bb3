package dev.coffer.maintenance.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.StorageHistory;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.Tenants;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The histories of several databases of one application: of tenants, and of shards. */
class SeveralHistoriesTest {
  private final TestDatabase red = TestDatabase.h2().migrate();
  private final TestDatabase blue = TestDatabase.h2().migrate();

  @AfterEach
  void drop() {
    red.close();
    blue.close();
  }

  private static long records(StorageHistory history) {
    return history.newest().orElseThrow().size().records();
  }

  @Test
  void eachTenantHasItsOwn() {
    Tenants tenants = new Tenants(Map.of("red", red, "blue", blue), "red");
    try (SessionFactory factory = tenants.factory(Map.of());
        Coffer coffer = Coffer.over(factory).build()) {
      coffer.storeBatch("names", Map.of("a", "1", "b", "2"));
      coffer.maintenance().run(MaintenanceTask.MEASURE);
      StorageHistory ofRed = coffer.maintenance().history();
      tenants.become("blue");
      StorageHistory ofBlue = coffer.maintenance().history();

      assertThat(ofBlue.newest()).isEmpty();
      coffer.store("names", "a", "1");
      coffer.maintenance().run(MaintenanceTask.MEASURE);

      assertThat(records(ofBlue)).isEqualTo(1);
      assertThat(records(ofRed)).as("it stays with its tenant").isEqualTo(2);
    }
  }

  @Test
  void eachShardHasItsOwn() {
    try (SessionFactory first = SessionFactories.over(red);
        SessionFactory second = SessionFactories.over(blue);
        Coffer one = Coffer.over(first).build();
        Coffer other = Coffer.over(second).build();
        ShardedCoffer cluster = Coffer.sharded().shard("one", one).shard("other", other).open()) {
      for (int i = 0; i < 40; i++) {
        cluster.records().store("names", "key " + i, "text");
      }
      List<StorageHistory> histories = new ArrayList<>();
      for (String name : List.of("one", "other")) {
        Maintenance maintenance = cluster.shard(name).orElseThrow().maintenance();
        maintenance.run(MaintenanceTask.MEASURE);
        histories.add(maintenance.history());
      }

      assertThat(histories.stream().mapToLong(SeveralHistoriesTest::records).sum()).isEqualTo(40);
      assertThat(histories).allMatch(each -> records(each) > 0);
    }
  }
}
