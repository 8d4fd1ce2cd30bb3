package dev.coffer.spring.console;

import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.http.ConsoleAccess;
import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.ConsoleUser;
import dev.coffer.console.http.HostTokens;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The console in WebFlux. It asks the database on threads that may block. Thread-safe. */
final class ReactiveConsole implements WebHandler {

  private static final Executor BLOCKING = task -> Schedulers.boundedElastic().schedule(task);

  private static final boolean SECURITY =
      ClassUtils.isPresent(
          "org.springframework.security.core.Authentication",
          ReactiveConsole.class.getClassLoader());

  private static final HostTokens TOKENS = SecurityTokens.ofExchanges();

  private final ConsoleParts parts;

  ReactiveConsole(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    return exchange
        .getPrincipal()
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            principal ->
                Mono.fromCallable(() -> answer(exchange, principal.orElse(null)))
                    .subscribeOn(Schedulers.boundedElastic()))
        .flatMap(answer -> send(answer, exchange));
  }

  private ConsoleResponse answer(ServerWebExchange exchange, @Nullable Principal principal) {
    ServerHttpRequest request = exchange.getRequest();
    ConsoleAccess access = parts.access();
    InetSocketAddress remote = request.getRemoteAddress();
    ConsoleAccess.Sender sender =
        new ConsoleAccess.Sender(
            principal,
            hasRole(principal, access.role()),
            remote == null ? null : remote.getAddress());
    Optional<ConsoleUser> user = access.user(sender, request.getHeaders()::getFirst);
    return user.isPresent()
        ? parts.handler().get().handle(asked(exchange, user.get()))
        : ConsoleHandler.isolated(access.refusal(sender));
  }

  private static boolean hasRole(@Nullable Principal principal, @Nullable String role) {
    return SECURITY && principal != null && role != null && SecurityRoles.has(principal, role);
  }

  private ConsoleRequest asked(ServerWebExchange exchange, ConsoleUser user) {
    ServerHttpRequest request = exchange.getRequest();
    String path = request.getPath().pathWithinApplication().value();
    // A plus stays a plus in a path.
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    return new ConsoleRequest(
        request.getMethod().name(),
        request.getPath().contextPath().value() + parts.path(),
        decoded.substring(parts.path().length()),
        request.getURI().getRawQuery(),
        request.getHeaders()::getFirst,
        user,
        () -> TOKENS.find(exchange.getAttributes()::get));
  }

  private static Mono<Void> send(ConsoleResponse answer, ServerWebExchange exchange) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
    answer.headers().forEach(response.getHeaders()::set);
    response.getHeaders().setContentLength(answer.length());
    if (answer.length() == 0 || exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
      return response.setComplete();
    }
    return response.writeWith(
        DataBufferUtils.outputStreamPublisher(
            out -> write(answer.body(), out), response.bufferFactory(), BLOCKING));
  }

  private static void write(ConsoleResponse.Body body, OutputStream out) {
    try {
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
