package dev.coffer.web;

import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class MvcConsoleTest extends WebConsoleContract {

  @Override
  WebServer start(TestDatabase database, List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    all.add(SpringServer.withoutSecurity());
    return SpringServer.start(WebApplicationType.SERVLET, Application.class, database, all);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    @Bean
    HeaderUsers users() {
      return new HeaderUsers();
    }
  }
}
