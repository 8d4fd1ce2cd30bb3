package example.game;

import dev.coffer.Coffer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives the position of a write to the browser in a cookie. So the next request of the same user sees
 * what the user wrote, whichever process and replica answers it.
 */
@Component
class PositionFilter extends OncePerRequestFilter {

  static final String COOKIE = "position";

  private final Coffer coffer;

  PositionFilter(Coffer coffer) {
    this.coffer = coffer;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return HttpMethod.GET.matches(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // The cookie comes before the body, but the position is known only after the work.
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, kept);
    coffer
        .position()
        .ifPresent(position -> kept.addHeader(HttpHeaders.SET_COOKIE, cookie(position)));
    kept.copyBodyToResponse();
  }

  private static String cookie(String position) {
    // A position may have commas, which a cookie may not.
    return ResponseCookie.from(COOKIE, URLEncoder.encode(position, StandardCharsets.US_ASCII))
        .path("/")
        .httpOnly(true)
        .sameSite("Lax")
        .build()
        .toString();
  }
}
