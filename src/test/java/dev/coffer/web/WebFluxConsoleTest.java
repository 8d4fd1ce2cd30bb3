package dev.coffer.web;

import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

class WebFluxConsoleTest extends WebConsoleContract {

  @Override
  WebServer start(TestDatabase database, List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    all.add(SpringServer.withoutSecurity());
    return SpringServer.start(WebApplicationType.REACTIVE, Application.class, database, all);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    /** Lets users in as Spring Security does. */
    @Bean
    WebFilter users() {
      return (exchange, chain) -> chain.filter(known(exchange));
    }

    private static ServerWebExchange known(ServerWebExchange exchange) {
      String user = exchange.getRequest().getHeaders().getFirst(USER);
      if (user == null) {
        return exchange;
      }
      String role = user.equals(OPERATOR) ? ROLE : "GUEST";
      return exchange
          .mutate()
          .principal(
              Mono.just(
                  UsernamePasswordAuthenticationToken.authenticated(
                      user, "", List.of(new SimpleGrantedAuthority("ROLE_" + role)))))
          .build();
    }
  }
}
