package dev.coffer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class H2SchemaTest extends SchemaContract {
  @Override
  TestDatabase open() {
    return TestDatabase.h2();
  }

  /** They read the order of the keys from a column that version 8 does not have. */
  @Test
  void releasesBeforeVersion8AreRefused() {
    Schema.migrate(connection());

    SchemaVersion version = Schema.version(connection());
    assertThat(version.minReader()).isEqualTo(8);
    assertThat(version.minWriter()).isEqualTo(8);
  }
}
