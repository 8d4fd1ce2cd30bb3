package dev.coffer.file;

import dev.coffer.testing.TestDatabase;

class MariaDbJtaFilesTest extends JtaFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
