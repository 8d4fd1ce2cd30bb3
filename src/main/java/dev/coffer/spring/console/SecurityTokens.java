package dev.coffer.spring.console;

import dev.coffer.console.http.HostToken;
import dev.coffer.console.http.HostTokens;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;

/** The tokens of Spring Security against forged requests, which its filters ask of writes. */
final class SecurityTokens {

  private static final boolean PRESENT =
      ClassUtils.isPresent(
          "org.springframework.security.web.csrf.CsrfToken", SecurityTokens.class.getClassLoader());

  private SecurityTokens() {}

  /** The tokens of a servlet container. */
  static HostTokens ofServlets() {
    return PRESENT ? SecurityTokens::ofServlet : HostTokens.NONE;
  }

  private static Optional<HostToken> ofServlet(Function<String, @Nullable Object> attributes) {
    return attributes.apply(CsrfToken.class.getName()) instanceof CsrfToken token
        ? Optional.of(new HostToken(token.getHeaderName(), token.getToken()))
        : Optional.empty();
  }

  /** The tokens of WebFlux. The thread that finds one may block. */
  static HostTokens ofExchanges() {
    return PRESENT ? SecurityTokens::ofExchange : HostTokens.NONE;
  }

  private static Optional<HostToken> ofExchange(Function<String, @Nullable Object> attributes) {
    Class<org.springframework.security.web.server.csrf.CsrfToken> type =
        org.springframework.security.web.server.csrf.CsrfToken.class;
    return attributes.apply(type.getName()) instanceof Mono<?> token
        ? token
            .ofType(type)
            .map(each -> new HostToken(each.getHeaderName(), each.getToken()))
            .blockOptional()
        : Optional.empty();
  }
}
