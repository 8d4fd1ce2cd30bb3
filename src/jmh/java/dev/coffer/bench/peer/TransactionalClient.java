package dev.coffer.bench.peer;

import dev.coffer.bench.data.Option;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Reads in an active transaction of a host, each with an empty persistence context. */
public final class TransactionalClient implements AutoCloseable {

  private final EntityManager entityManager;
  private final Function<String, Option> get;

  TransactionalClient(EntityManager entityManager, Function<String, Option> get) {
    this.entityManager = entityManager;
    this.get = get;
  }

  /** The value under an existing key. */
  public Option get(String key) {
    return get.apply(key);
  }

  @Override
  public void close() {
    entityManager.getTransaction().commit();
    entityManager.close();
  }
}
