package example.ledger;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;

/** A rejected submission. This exception rolls back the transaction, because it is unchecked. */
public class RejectedException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  RejectedException(String why) {
    super(Response.status(Response.Status.CONFLICT).entity(why + "\n").type("text/plain").build());
  }
}
