package dev.coffer.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A table of a host that its own schema filter leaves out. */
@Entity
class Hidden {
  @Id long id;
}
