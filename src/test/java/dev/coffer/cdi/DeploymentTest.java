package dev.coffer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.api.SchemaException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.cdi.Application.Bystander;
import dev.coffer.cdi.Application.Game;
import dev.coffer.cdi.Application.OtherUnit;
import dev.coffer.cdi.Application.Unit;
import dev.coffer.content.ContentStore;
import dev.coffer.format.RawJson;
import dev.coffer.record.RecordStore;
import java.sql.Connection;
import java.sql.Statement;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** The persistence unit, the schema and the settings of a deployment. */
class DeploymentTest extends CdiFixture {

  record Named(String name) {}

  @Test
  void settingsAreAppliedToTheNamedUnit() {
    set("coffer.persistence-unit", "ledger");
    set("coffer.domain", "tenant");
    set("coffer.hash-algorithm", "sha256");
    set("coffer.records.inline-limit", "2KB");
    set("coffer.cache.records", "single-node");
    set("coffer.codec", "brotli");
    set("coffer.records.unknown-properties", "ignore");
    Units units = new Units("ledger", sessions);
    try (WeldContainer container = Application.runWithUnits(units, OtherUnit.class, Game.class)) {
      var content = container.select(ContentStore.class).get().store(new byte[] {1, 2, 3});

      assertThat(content.hash().toString()).startsWith("sha256:");
      RecordStore records = container.select(RecordStore.class).get();
      records.store("names", "a", new RawJson("{\"name\":\"A\",\"gone\":1}"));
      assertThat(records.retrieve("names", "a", Named.class)).contains(new Named("A"));
      container.select(ContentStore.class).get().store(new byte[100]);
      assertThat(container.select(Coffer.class).get().statistics().compression())
          .containsKey("brotli")
          .doesNotContainKey("zstd");
      try (Coffer same = Coffer.over(sessions).domain("tenant").build()) {
        assertThat(same.contents().exists(content.hash())).isTrue();
      }
    }
  }

  @Test
  void theOnlyUnitOfADeploymentNeedsNoName() {
    try (WeldContainer container = Application.runWithUnits(new Units("", sessions), Game.class)) {
      container.select(RecordStore.class).get().store("players", "alice", new byte[1]);
    }
  }

  @Test
  void anUnknownUnitStopsTheDeployment() {
    set("coffer.persistence-unit", "unknown");

    assertThatThrownBy(() -> Application.runWithUnits(new Units("ledger", sessions), Game.class))
        .rootCause()
        .hasMessage("there is no unit unknown");
    assertThatThrownBy(() -> Application.runWithUnits(new Units("ledger", sessions), Game.class))
        .hasStackTraceContaining(
            UnsupportedHostException.class.getName()
                + ": This deployment has no persistence unit 'unknown' for Coffer.");
  }

  @Test
  void aDeploymentWithoutAUnitStartsUntilCofferIsInjected() {
    try (WeldContainer container = Application.run(Bystander.class)) {
      assertThatThrownBy(() -> container.select(Coffer.class).get())
          .hasStackTraceContaining("coffer.persistence-unit")
          .hasStackTraceContaining("@ForCoffer");
    }
    assertThatThrownBy(() -> Application.run(Game.class))
        .hasStackTraceContaining(UnsupportedHostException.class.getName());
  }

  @Test
  void aMissingSchemaStopsTheDeployment() {
    set("coffer.schema.migrate", "false");

    assertThatThrownBy(() -> Application.run(Unit.class, Game.class))
        .hasStackTraceContaining(
            SchemaException.class.getName() + ": This database has no tables of Coffer.");
  }

  @Test
  void aNewerSchemaStopsTheDeployment() throws Exception {
    database.migrate();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("update coffer_schema set version = 99, min_reader = 99, min_writer = 99");
    }

    assertThatThrownBy(() -> Application.run(Unit.class, Game.class))
        .hasStackTraceContaining(
            SchemaException.class.getName()
                + ": Coffer's schema in this database has version 99 and cannot be read by");
  }

  @Test
  void anInvalidSettingStopsTheDeployment() {
    set("coffer.cache.records", "sometimes");

    assertThatThrownBy(() -> Application.run(Unit.class, Game.class))
        .hasStackTraceContaining(
            InvalidSettingException.class.getName()
                + ": The setting coffer.cache.records is 'sometimes'."
                + " Use single-node, validated, bounded or off.");
    set("coffer.cache.records", "off");
    set("coffer.records.unknown-properties", "keep");
    assertThatThrownBy(() -> Application.run(Unit.class, Game.class))
        .hasStackTraceContaining(
            "The setting coffer.records.unknown-properties is 'keep'. Use refuse or ignore.");
  }

  @Test
  void thereIsNoBeanIfCofferIsDisabled() {
    set("coffer.enabled", "false");
    try (WeldContainer container = Application.run(Unit.class, Bystander.class)) {
      assertThat(container.select(Coffer.class).isUnsatisfied()).isTrue();
      assertThat(container.select(RecordStore.class).isUnsatisfied()).isTrue();
    }
  }
}
