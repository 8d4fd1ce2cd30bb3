package dev.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The console of an application that has shards, and no other database. */
class ShardsConsoleTest extends WebFixture {
  private final TestDatabase south = TestDatabase.h2();

  @AfterEach
  void drop() {
    south.close();
  }

  @Override
  WebServer start(TestDatabase north, List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    all.addAll(
        List.of(
            SpringServer.withoutSecurity(),
            "spring.data.jpa.repositories.enabled=false",
            "coffer.console.enabled=true",
            "coffer.shards[0].name=north",
            "coffer.shards[0].data-source=northData",
            "coffer.shards[1].name=south",
            "coffer.shards[1].data-source=southData",
            "north.url=" + north.jdbcUrl(),
            "south.url=" + south.jdbcUrl()));
    return SpringServer.start(WebApplicationType.SERVLET, Application.class, north, all);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    @Bean
    DataSource northData(Environment settings) {
      return source(settings.getRequiredProperty("north.url"));
    }

    @Bean
    DataSource southData(Environment settings) {
      return source(settings.getRequiredProperty("south.url"));
    }

    private static DataSource source(String url) {
      HikariDataSource source = new HikariDataSource();
      source.setJdbcUrl(url);
      source.setUsername("sa");
      source.setPassword("");
      return source;
    }
  }

  @Test
  void theConsoleShowsTheNamedShardAndTheTopologyOfAll() throws Exception {
    start("coffer.console.shard=south");

    assertThat(get("/coffer/api/topology").body())
        .contains("\"name\":\"south\"", "{\"name\":\"north\"");
    assertThat(get("/coffer/api/collections").statusCode()).isEqualTo(200);
  }

  @Test
  void aShardMustBeNamed() {
    assertThatThrownBy(() -> start()).rootCause().hasMessageContaining("coffer.console.shard");
  }
}
