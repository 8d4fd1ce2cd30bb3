package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ReadFrom;
import dev.coffer.api.UnsupportedDatabaseException;
import dev.coffer.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that uses replicas, on a database without them. */
class H2ReplicaTest {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.h2();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password());
  }

  @Test
  void withoutReplicasThePrimaryAnswersEveryChoice() {
    try (Coffer coffer = Coffer.open(settings().withReplicasByDefault(true))) {
      coffer.store("c", "key", "value");
      assertThat(coffer.position()).isEmpty();
      for (ReadFrom choice :
          new ReadFrom[] {ReadFrom.PRIMARY, ReadFrom.REPLICA, ReadFrom.atLeast("0-1-100")}) {
        assertThat(coffer.reading(choice).retrieve("c", "key", String.class)).contains("value");
      }
      assertThat(coffer.statistics().replicas()).isEmpty();
      assertThat(coffer.statistics().replicaFallbacks()).isZero();
    }
  }

  @Test
  void replicasAreRefused() {
    OpenSettings settings = settings().withReplicas(database.jdbcUrl());
    assertThatThrownBy(() -> Coffer.open(settings))
        .isInstanceOf(UnsupportedDatabaseException.class)
        .hasMessageContaining("MariaDB or PostgreSQL");
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> settings().withReplicas(" "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings().withReplicaWait(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 1 minute");
    assertThatThrownBy(() -> ReadFrom.atLeast(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Coffer.position()");
  }

  @Test
  void twoReplicasOfOneNameAreRefused() {
    try (Coffer coffer = Coffer.open(settings())) {
      var builder =
          Coffer.over(coffer.entityManagerFactory()).replica("near", database.dataSource());
      assertThatThrownBy(() -> builder.replica("near", database.dataSource()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'near'");
    }
  }
}
