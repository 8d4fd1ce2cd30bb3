package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.api.UnsupportedDatabaseException;
import dev.coffer.api.UnsupportedHostException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The availability of Coffer: whether it supports the database and the persistence provider of the
 * application. Thread-safe.
 *
 * <p>If it does not, the application still starts, with one warning, because it may have the
 * dependency without using it. An injected bean of Coffer fails. With {@code coffer.required}, the
 * startup fails instead.
 */
public final class CofferAvailability {

  private static final Logger LOG = LoggerFactory.getLogger(Coffer.class);

  private final ObjectProvider<Coffer> provider;
  private final boolean required;
  private volatile @Nullable CofferException refusal;
  private volatile boolean unusable;

  CofferAvailability(ObjectProvider<Coffer> provider, CofferProperties properties) {
    this.provider = provider;
    this.required = properties.required();
  }

  /**
   * The Coffer of the application, created at the first call; empty if the database or the
   * persistence provider is not supported.
   *
   * @throws RuntimeException if Coffer cannot be created for another reason, or is required
   */
  public Optional<Coffer> coffer() {
    if (unusable) {
      return Optional.empty();
    }
    Optional<Coffer> made = attempt(provider::getObject);
    unusable = made.isEmpty();
    return made;
  }

  /** The reason why Coffer is not available, if it is known yet; empty if there is none. */
  public Optional<CofferException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * Runs a step of the startup. The result is empty if the database or the provider is not
   * supported.
   */
  <T> Optional<T> attempt(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (RuntimeException e) {
      CofferException found = refusalIn(e);
      if (found == null || required) {
        throw e;
      }
      refuse(found);
      return Optional.empty();
    }
  }

  private synchronized void refuse(CofferException found) {
    if (refusal == null) {
      refusal = found;
      LOG.warn(
          "Coffer is not available in this application: {} The application starts without it. To"
              + " make the startup fail, set coffer.required=true. To disable Coffer without this"
              + " warning, set coffer.enabled=false.",
          found.getMessage());
    }
  }

  private static @Nullable CofferException refusalIn(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsupportedDatabaseException
          || cause instanceof UnsupportedHostException) {
        return (CofferException) cause;
      }
    }
    return null;
  }
}
