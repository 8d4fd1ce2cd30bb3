package dev.coffer.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;

/** Security of an application's own: a filter that takes the user from a header. */
final class HeaderUsers implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    String user = asked.getHeader(WebConsoleContract.USER);
    chain.doFilter(user == null ? asked : new Known(asked, user), response);
  }

  private record User(String getName) implements Principal {
    @Override
    public String getName() {
      return getName;
    }
  }

  private static final class Known extends HttpServletRequestWrapper {
    private final String user;

    Known(HttpServletRequest request, String user) {
      super(request);
      this.user = user;
    }

    @Override
    public Principal getUserPrincipal() {
      return new User(user);
    }

    @Override
    public boolean isUserInRole(String role) {
      return user.equals(WebConsoleContract.OPERATOR) && role.equals(WebConsoleContract.ROLE);
    }
  }
}
