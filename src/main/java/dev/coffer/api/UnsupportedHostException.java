package dev.coffer.api;

/**
 * The persistence provider of the application, or the way it is set up, is none Coffer works in.
 */
public class UnsupportedHostException extends CofferException {

  private static final long serialVersionUID = 1L;

  public UnsupportedHostException(String message) {
    super(message);
  }

  public UnsupportedHostException(String message, Throwable cause) {
    super(message, cause);
  }
}
