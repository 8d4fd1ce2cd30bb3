package dev.coffer.bench.peer;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** The entity of an application that uses Hibernate's second-level cache. */
@Entity
@Table(name = "plain")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
class CachedPlain extends KeyedBytes {

  CachedPlain() {}

  CachedPlain(String id, byte[] value) {
    super(id, value);
  }
}
