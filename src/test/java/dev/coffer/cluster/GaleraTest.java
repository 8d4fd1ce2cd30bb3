package dev.coffer.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.entity.StoredContent;
import dev.coffer.testing.GaleraCluster;
import dev.coffer.testing.GaleraNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/** Coffer on a Galera cluster of three nodes. */
@Tag("cluster")
@EnabledIf("dev.coffer.testing.GaleraCluster#isAvailable")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GaleraTest {

  private GaleraCluster cluster;

  @BeforeAll
  void start() {
    cluster = GaleraCluster.start();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private static Coffer open(GaleraNode node) {
    return Coffer.open(
        OpenSettings.of(node.address().urlOf("coffer", ""))
            .withUser("coffer")
            .withPassword("coffer"));
  }

  @Test
  void migratesAndRunsOnEachNode() {
    List<Coffer> coffers = new ArrayList<>();
    for (GaleraNode node : cluster.nodes()) {
      coffers.add(open(node));
    }
    coffers.get(0).store("names", "a", "one");
    StoredContent content = coffers.get(1).contents().store("bytes".getBytes(UTF_8));
    assertThat(content.id()).isPositive();
    coffers.forEach(Coffer::close);
  }
}
