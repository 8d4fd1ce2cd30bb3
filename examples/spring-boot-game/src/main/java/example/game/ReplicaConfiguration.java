package example.game;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The pool of the replica, which {@code coffer.replicas.data-sources} names. */
@Configuration(proxyBeanMethods = false)
@Profile("replica")
class ReplicaConfiguration {

  /** No default candidate, so that Spring Boot makes the pool of the primary as before. */
  @Bean(defaultCandidate = false)
  @ConfigurationProperties("game.replica")
  HikariDataSource replica() {
    return new HikariDataSource();
  }
}
