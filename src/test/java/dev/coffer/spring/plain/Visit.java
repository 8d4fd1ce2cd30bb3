package dev.coffer.spring.plain;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** An entity of the application. */
@Entity
public class Visit {

  @Id @GeneratedValue private @Nullable Long id;
  private String reason = "";

  protected Visit() {}

  public Visit(String reason) {
    this.reason = reason;
  }

  public @Nullable Long id() {
    return id;
  }

  public String reason() {
    return reason;
  }
}
