package dev.coffer.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.ConsoleUser;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class ConsolePartsTest {

  @Test
  void theTopologyHasTheShardsOfTheApplication() throws IOException {
    try (TestDatabase database = TestDatabase.h2().migrate();
        Coffer coffer = Coffer.open(database.jdbcUrl() + ";USER=sa;PASSWORD=");
        ShardedCoffer cluster = Coffer.sharded().shard("only", coffer).open()) {
      DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
      beans.registerSingleton("coffer", coffer);
      assertThat(topology(beans)).contains("\"shards\":null");

      DefaultListableBeanFactory child = new DefaultListableBeanFactory(beans);
      assertThat(topology(child)).contains("\"shards\":null");

      beans.registerSingleton("cluster", cluster);
      assertThat(topology(beans)).contains("\"shards\":{\"cluster\"", "{\"name\":\"only\"");
    }
  }

  @Test
  void aShardIsShownWhereTheApplicationHasNoOtherDatabase() throws IOException {
    try (TestDatabase one = TestDatabase.h2().migrate();
        TestDatabase two = TestDatabase.h2().migrate();
        Coffer first = Coffer.open(one.jdbcUrl() + ";USER=sa;PASSWORD=");
        Coffer second = Coffer.open(two.jdbcUrl() + ";USER=sa;PASSWORD=");
        ShardedCoffer cluster =
            Coffer.sharded().shard("first", first).shard("second", second).open()) {
      DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
      beans.registerSingleton("cluster", cluster);

      assertThat(topology(beans, "second"))
          .contains("\"shard\":{\"cluster\"", "\"name\":\"second\"")
          .contains("{\"name\":\"first\"");
      assertThatThrownBy(() -> topology(beans))
          .isInstanceOf(InvalidConfigurationPropertyValueException.class)
          .hasMessageContaining("coffer.console.shard");
      assertThatThrownBy(() -> topology(beans, "third"))
          .isInstanceOf(InvalidConfigurationPropertyValueException.class)
          .hasMessageContaining("third");
    }
  }

  @Test
  void aShardOfNoClusterIsRefusedAtTheStart() {
    try (TestDatabase database = TestDatabase.h2().migrate();
        Coffer coffer = Coffer.open(database.jdbcUrl() + ";USER=sa;PASSWORD=")) {
      DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
      beans.registerSingleton("coffer", coffer);

      assertThatThrownBy(() -> parts(beans, "first"))
          .isInstanceOf(InvalidConfigurationPropertyValueException.class)
          .hasMessageContaining("coffer.console.shard");
    }
  }

  private static ConsoleParts parts(DefaultListableBeanFactory beans, @Nullable String shard) {
    return new ConsoleParts(
        beans.getBeanProvider(Coffer.class),
        new ConsoleProperties(true, "/coffer", null, shard, false, false),
        beans,
        "none");
  }

  private static String topology(DefaultListableBeanFactory beans) throws IOException {
    return topology(beans, null);
  }

  private static String topology(DefaultListableBeanFactory beans, @Nullable String shard)
      throws IOException {
    ConsoleParts parts = parts(beans, shard);
    ConsoleResponse response =
        parts
            .handler()
            .get()
            .handle(
                new ConsoleRequest(
                    "GET",
                    "/coffer",
                    "/api/topology",
                    null,
                    Map.<String, String>of()::get,
                    ConsoleUser.unrestricted("ann")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    response.body().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
