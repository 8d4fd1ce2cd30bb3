package dev.coffer.dialect;

import dev.coffer.testing.TestDatabase;

class MariaDbDialectTest extends DialectContract {
  @Override
  TestDatabase open() {
    return TestDatabase.mariadb();
  }

  @Override
  String zoneNineHoursAway() {
    return "set time_zone = '+09:00'";
  }
}
