package dev.coffer.api;

/**
 * An operation needs several transactions of its own, but a transaction of the application is
 * active on the calling thread. Nothing was changed.
 */
public class ActiveTransactionException extends CofferException {
  private static final long serialVersionUID = 1L;

  public ActiveTransactionException(String message) {
    super(message);
  }
}
