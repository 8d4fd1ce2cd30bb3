package dev.coffer.console.http;

/** Thrown if the console refuses a request. The message says why, and what to do. */
public final class RefusedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public RefusedRequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** A parameter is missing or cannot be used. */
  public static RefusedRequestException badRequest(String message) {
    return new RefusedRequestException(400, message);
  }

  /** What the request names does not exist. */
  public static RefusedRequestException notFound(String message) {
    return new RefusedRequestException(404, message);
  }

  /** The status code of the answer. */
  public int status() {
    return status;
  }
}
