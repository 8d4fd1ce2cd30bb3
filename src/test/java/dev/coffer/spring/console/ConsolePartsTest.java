package dev.coffer.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class ConsolePartsTest {

  @Test
  void theTopologyHasTheShardsOfTheApplication() throws IOException {
    try (TestDatabase database = TestDatabase.h2().migrate();
        Coffer coffer = Coffer.open(database.jdbcUrl() + ";USER=sa;PASSWORD=");
        ShardedCoffer cluster = Coffer.sharded().shard("only", coffer).open()) {
      DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
      beans.registerSingleton("coffer", coffer);
      assertThat(topology(beans)).contains("\"shards\":null");

      beans.registerSingleton("cluster", cluster);
      assertThat(topology(beans)).contains("\"shards\":{\"cluster\"", "{\"name\":\"only\"");
    }
  }

  private static String topology(DefaultListableBeanFactory beans) throws IOException {
    ConsoleParts parts =
        new ConsoleParts(
            beans.getBeanProvider(Coffer.class),
            new ConsoleProperties(true, "/coffer", null, false, false),
            beans,
            "none");
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
