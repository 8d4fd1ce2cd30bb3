package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class H2SchemaTest extends SchemaContract {
  @Override
  TestDatabase open() {
    return TestDatabase.h2();
  }
}
