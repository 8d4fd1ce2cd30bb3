package dev.coffer.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A table of a host that its own schema filter excludes. */
@Entity
class Hidden {
  @Id long id;
}
