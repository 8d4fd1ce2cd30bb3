package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class PostgreSqlSchemaTest extends SchemaContract {
  @Override
  TestDatabase open() {
    return TestDatabase.postgresql();
  }
}
