package dev.coffer.record.store;

import dev.coffer.record.RecordRepository;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;

/** Creates implementations of an application's own repository interfaces. */
public final class DeclaredRepositories {

  private DeclaredRepositories() {}

  /** The source of the records behind such an interface. */
  @FunctionalInterface
  public interface Source {

    /** The records of a collection with values and keys of these types. */
    RecordRepository<?, ?> records(
        String collection, Class<?> valueClass, Type valueType, Class<?> keyClass);
  }

  /**
   * Creates an implementation.
   *
   * @throws IllegalArgumentException if the interface does not have the form that {@link
   *     dev.coffer.record.RecordStore#repository} describes
   */
  public static <R extends RecordRepository<?, ?>> R create(
      Class<R> repositoryType, Source source) {
    Objects.requireNonNull(repositoryType, "The argument 'repositoryType' is null.");
    RepositoryShape shape = RepositoryShape.of(repositoryType);
    RecordRepository<?, ?> records =
        source.records(shape.collection(), shape.valueClass(), shape.valueType(), shape.keyClass());
    Duration sliding = shape.slidingExpiry();
    return RepositoryProxy.create(
        repositoryType, shape, sliding == null ? records : records.sliding(sliding));
  }
}
