package dev.coffer.schema;

import dev.coffer.testing.GaleraCluster;
import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("cluster")
@EnabledIf("dev.coffer.testing.GaleraCluster#isAvailable")
class GaleraSchemaTest extends SchemaContract {
  @Override
  TestDatabase open() {
    return GaleraCluster.newDatabase();
  }
}
