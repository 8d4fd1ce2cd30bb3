package dev.coffer.bench.peer;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** The entity of an application without a cache. */
@Entity
@Table(name = "plain")
class Plain extends KeyedBytes {

  Plain() {}

  Plain(String id, byte[] value) {
    super(id, value);
  }
}
