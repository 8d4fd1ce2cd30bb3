package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.WithoutLibraries;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application of Spring Boot with only JPA. */
class AbsentLibrariesTest {

  @Test
  void coffersNeedNoOptionalLibrary() throws Exception {
    List<String> absent =
        List.of(
            "spring-boot-actuator",
            "micrometer-core",
            "flyway",
            "liquibase",
            "spring-data",
            "ehcache",
            "hibernate-jcache",
            "cache-api",
            "jackson",
            "microprofile",
            "cdi-api",
            "picocli");
    assertThat(WithoutLibraries.run(absent, LeanApplication.class)).contains("records: 1");
  }
}
