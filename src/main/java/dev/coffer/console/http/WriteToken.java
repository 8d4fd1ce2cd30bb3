package dev.coffer.console.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The protection of writes against requests that another site makes in the user's browser. A write
 * must carry a token in the header {@value #HEADER}. The page reads the token from the API.
 *
 * <p>Another site can do neither: it cannot read an answer of the API, because the console allows
 * no other origin to, and it cannot send this header without asking the console first, which
 * refuses. The token is a code of the user's name under a secret of the process, so no state and no
 * cookie is needed, and a token of one user is of no use to another. A browser that tells the site
 * of a request's origin is believed too.
 *
 * <p>Another process has another secret. The page therefore asks for a new token if its token is
 * refused.
 */
public final class WriteToken {
  /** The name of the header. */
  public static final String HEADER = "X-Coffer-Token";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec secret;

  /** Creates tokens with a new secret. */
  public WriteToken() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    secret = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** The token of a user. */
  public String of(ConsoleUser user) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(user.name().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM + ".", e);
    }
  }

  /**
   * Requires that a request was made by the page of the console.
   *
   * @throws RefusedRequestException if it was not
   */
  public void require(ConsoleRequest request) {
    String site = request.headers().first("Sec-Fetch-Site");
    String token = request.headers().first(HEADER);
    boolean same =
        token != null
            && MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8),
                of(request.user()).getBytes(StandardCharsets.UTF_8));
    if (!same || (site != null && !site.equals("same-origin"))) {
      throw new RefusedRequestException(
          403,
          "The request has no valid token for writes. Send the token of api/session in the header "
              + HEADER
              + ", from the same origin.");
    }
  }
}
