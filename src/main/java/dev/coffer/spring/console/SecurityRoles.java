package dev.coffer.spring.console;

import java.security.Principal;
import org.springframework.security.core.Authentication;

/** The roles of users of Spring Security. A servlet container is asked itself. */
final class SecurityRoles {

  private static final String PREFIX = "ROLE_";

  private SecurityRoles() {}

  /** Whether a user that has logged in has a role. */
  static boolean has(Principal principal, String role) {
    return principal instanceof Authentication user
        && user.isAuthenticated()
        && user.getAuthorities().stream()
            .anyMatch(each -> (PREFIX + role).equals(each.getAuthority()));
  }
}
