package dev.coffer.file;

import dev.coffer.testing.TestDatabase;

class H2JtaFilesTest extends JtaFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
