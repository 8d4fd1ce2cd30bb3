package dev.coffer.console.api;

import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleUser;
import dev.coffer.console.http.Parameters;

/** A call of the API that its route has allowed. */
record ApiCall(Parameters parameters, ConsoleRequest request, Rights rights) {

  ConsoleUser user() {
    return request.user();
  }
}
