package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.RecordedLog;
import dev.coffer.testing.TestDatabase;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartDiagnosisTest {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.h2();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private List<String> messages(String... properties) {
    RecordedLog log = new RecordedLog(Coffer.class.getName(), Level.ALL);
    try (log) {
      SpringApplications.over(database)
          .withUserConfiguration(BareApplication.class)
          .withPropertyValues(properties)
          .run(context -> assertThat(context).hasNotFailed());
      // The context is closed, and has waited for the diagnosis.
      return log.texts();
    }
  }

  @Test
  void logsTheFindingsOnceEvenIfTheContextEndsAtOnce() {
    assertThat(messages())
        .noneMatch(message -> message.contains("was not checked"))
        .filteredOn(message -> message.startsWith("Coffer on H2"))
        .singleElement()
        .asString()
        .contains("problem");
  }

  @Test
  void canBeSwitchedOff() {
    assertThat(messages("coffer.diagnosis.enabled=false"))
        .noneMatch(message -> message.startsWith("Coffer on H2"));
  }
}
