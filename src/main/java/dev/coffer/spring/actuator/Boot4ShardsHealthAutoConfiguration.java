package dev.coffer.spring.actuator;

import dev.coffer.ShardedCoffer;
import dev.coffer.spring.ShardsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Contributes the health of the shards in Spring Boot 4. */
@AutoConfiguration(after = ShardsAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnBean(ShardedCoffer.class)
@ConditionalOnProperty(name = "management.health.coffer-shards.enabled", matchIfMissing = true)
public class Boot4ShardsHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "cofferShardsHealthIndicator")
  Boot4HealthIndicator cofferShardsHealthIndicator(ShardedCoffer cluster) {
    return new Boot4HealthIndicator(() -> ShardsHealth.of(cluster));
  }
}
