package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class MariaDbSchemaTest extends SchemaContract {
  @Override
  TestDatabase open() {
    return TestDatabase.mariadb();
  }
}
