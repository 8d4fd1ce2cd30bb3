package dev.coffer.console.http;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the token that a filter of the host has left in a request. */
@FunctionalInterface
public interface HostTokens {

  /** For a host without such a filter. */
  HostTokens NONE = attributes -> Optional.empty();

  /**
   * The token; empty if no filter asks for one. A host may begin a session for it, so it is found
   * only when the page is going to write.
   *
   * @param attributes the attributes of the request by their names
   */
  Optional<HostToken> find(Function<String, @Nullable Object> attributes);
}
