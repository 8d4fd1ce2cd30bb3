package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class MariaDbForgetDictionariesRaceTest extends ForgetDictionariesRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
