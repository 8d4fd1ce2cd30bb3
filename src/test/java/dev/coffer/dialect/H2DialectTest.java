package dev.coffer.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class H2DialectTest extends DialectContract {
  @Override
  TestDatabase open() {
    return TestDatabase.h2();
  }

  @Override
  String zoneNineHoursAway() {
    return "set time zone 'Asia/Tokyo'";
  }

  @Test
  void onlyARaceOfTheDeadlockDetectionIsARetryableGeneralError() {
    try (TestDatabase database = open()) {
      SQLException race =
          new SQLException(
              "General error: \"Transaction was illegally transitioned from CLOSED to"
                  + " ROLLING_BACK [2.4.240/103]\"",
              "HY000",
              50000);
      assertThat(database.dialect().isRetryable(race)).isTrue();
      assertThat(database.dialect().isRetryable(new SQLException("General error", "HY000", 50000)))
          .isFalse();
    }
  }
}
