package dev.coffer.bench.start;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The entity of the Spring Boot application. */
@Entity
class SpringDocument {
  @Id private long id;
  private String name = "";

  long id() {
    return id;
  }

  String name() {
    return name;
  }
}
