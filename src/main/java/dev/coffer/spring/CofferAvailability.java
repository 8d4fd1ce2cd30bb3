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
 * Whether Coffer supports the database and the persistence provider of the application.
 * Thread-safe.
 *
 * <p>Where it does not, the application starts all the same, with one warning: it may have the
 * dependency without using it. A bean of Coffer that is injected fails. {@code coffer.required}
 * makes the start fail instead.
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
   * The Coffer of the application, which is made now if it was not yet; empty where it cannot be
   * made because the database or the persistence provider is not supported.
   *
   * @throws RuntimeException if it cannot be made for another reason, or is required
   */
  public Optional<Coffer> coffer() {
    if (unusable) {
      return Optional.empty();
    }
    Optional<Coffer> made = attempt(provider::getObject);
    unusable = made.isEmpty();
    return made;
  }

  /** The reason why Coffer cannot be used, as far as that is known by now; empty for none. */
  public Optional<CofferException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** The outcome of a step of the start; empty where the database or the provider is refused. */
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
          "Coffer is not available in this application: {} The application starts without it. Set"
              + " coffer.required=true to let the start fail, or coffer.enabled=false to leave"
              + " Coffer out without this warning.",
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
