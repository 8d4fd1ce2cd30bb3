package dev.coffer.dialect;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationDialectTest extends DialectContract {
  @Override
  TestDatabase open() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }

  @Override
  String zoneNineHoursAway() {
    return "set time_zone = '+09:00'";
  }
}
