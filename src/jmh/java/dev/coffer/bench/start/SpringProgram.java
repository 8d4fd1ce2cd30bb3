package dev.coffer.bench.start;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A small Spring Boot application with JPA, and with Coffer if that is on the class path. */
@SpringBootApplication
class SpringProgram {

  /** The URL, the user and the password of a database. */
  public static void main(String[] arguments) {
    Stopwatch stopwatch = new Stopwatch();
    try (ConfigurableApplicationContext context =
        SpringApplication.run(
            SpringProgram.class,
            "--spring.datasource.url=" + arguments[0],
            "--spring.datasource.username=" + arguments[1],
            "--spring.datasource.password=" + arguments[2],
            "--spring.jpa.hibernate.ddl-auto=update",
            "--spring.liquibase.enabled=false",
            "--spring.flyway.enabled=false",
            "--spring.main.banner-mode=off",
            "--logging.level.root=ERROR")) {
      stopwatch.opened();
      if (!context.isRunning()) {
        throw new IllegalStateException("The application does not run.");
      }
      stopwatch.used();
    }
  }
}
