package dev.coffer.spring;

import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import org.springframework.beans.factory.FactoryBean;

/**
 * Creates the bean of an application's own repository interface. An invalid interface fails at
 * startup.
 *
 * @param <R> the repository interface
 */
final class RecordRepositoryFactoryBean<R extends RecordRepository<?, ?>>
    implements FactoryBean<R> {

  private final Class<R> repositoryType;
  private final R repository;

  RecordRepositoryFactoryBean(Class<R> repositoryType, RecordStore store) {
    this.repositoryType = repositoryType;
    this.repository = store.repository(repositoryType);
  }

  @Override
  public R getObject() {
    return repository;
  }

  @Override
  public Class<R> getObjectType() {
    return repositoryType;
  }
}
