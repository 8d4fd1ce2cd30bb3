package dev.coffer.console.api;

import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.console.http.WriteToken;

/** An address of the API: what it needs, and what it answers. */
record Route(Need need, Endpoint endpoint) {

  /** What a call of an address needs. */
  enum Need {
    /** Nothing but a user who may see the console. */
    READ,
    /** The right to see values. */
    VALUES,
    /** The right to write, and a token. */
    WRITE
  }

  /** What an address answers. */
  @FunctionalInterface
  interface Endpoint {
    ConsoleResponse answer(ApiCall call);
  }

  /** Answers a request if the user may make it. */
  ConsoleResponse answer(ConsoleRequest request, Rights rights, WriteToken token) {
    boolean writes = need == Need.WRITE;
    if (writes ? !request.method().equals("POST") : !request.isRead()) {
      return Errors.response(405, "This address answers " + (writes ? "POST" : "GET") + " only.")
          .with("Allow", writes ? "POST" : "GET, HEAD");
    }
    if (need == Need.VALUES && !rights.values()) {
      throw new RefusedRequestException(
          403,
          "Values and bytes are hidden. The setting coffer.console.values, or the option --values of"
              + " the command, shows them to users whom the host allows it.");
    }
    if (writes) {
      requireWrite(request, rights, token);
    }
    return endpoint.answer(new ApiCall(Parameters.of(request.query()), request, rights));
  }

  private static void requireWrite(ConsoleRequest request, Rights rights, WriteToken token) {
    if (!rights.write()) {
      throw new RefusedRequestException(
          403,
          "The console is read-only. The setting coffer.console.write, or the option --write of the"
              + " command, allows writes to users whom the host allows them.");
    }
    token.require(request);
  }
}
