package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class MariaDbForgetDictionariesTest extends ForgetDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
