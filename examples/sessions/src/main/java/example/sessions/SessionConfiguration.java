package example.sessions;

import dev.coffer.Coffer;
import example.sessions.store.CofferSessionRepository;
import example.sessions.store.ExpiredSessions;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;

/** Replaces the sessions of the web server by those in the database. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration implements BeanClassLoaderAware {

  private ClassLoader loader;

  @Override
  public void setBeanClassLoader(ClassLoader loader) {
    this.loader = loader;
  }

  /** The timeout is that of the setting {@code spring.session.timeout}. */
  @Bean
  CofferSessionRepository sessionRepository(Coffer coffer, SessionTimeout timeout) {
    Duration interval =
        Objects.requireNonNullElse(timeout.getTimeout(), MapSession.DEFAULT_MAX_INACTIVE_INTERVAL);
    return new CofferSessionRepository(coffer, interval, SaveMode.ON_SET_ATTRIBUTE, loader);
  }

  /** Coffer finds this listener, because it is a bean. */
  @Bean
  ExpiredSessions expiredSessions(ApplicationEventPublisher events) {
    return new ExpiredSessions(events);
  }
}
