package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbDiagnosisTest extends DiagnosisContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
