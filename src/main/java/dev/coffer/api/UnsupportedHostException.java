package dev.coffer.api;

/** Coffer does not support the application's persistence provider or its configuration. */
public class UnsupportedHostException extends CofferException {

  private static final long serialVersionUID = 1L;

  public UnsupportedHostException(String message) {
    super(message);
  }

  public UnsupportedHostException(String message, Throwable cause) {
    super(message, cause);
  }
}
