package example.sessions;

import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A shopping cart in the session. Each item is an attribute, so that simultaneous requests with
 * different items change different attributes.
 */
@RestController
class CartController {

  private static final String ITEM = "cart/";

  @PostMapping("/cart")
  Map<String, Integer> add(
      @RequestParam String item, @RequestParam int count, HttpSession session) {
    session.setAttribute(ITEM + item, count);
    return cart(session);
  }

  @GetMapping("/cart")
  Map<String, Integer> cart(HttpSession session) {
    Map<String, Integer> cart = new TreeMap<>();
    for (String name : Collections.list(session.getAttributeNames())) {
      if (name.startsWith(ITEM)) {
        cart.put(name.substring(ITEM.length()), (Integer) session.getAttribute(name));
      }
    }
    return cart;
  }

  /** The token that each change must send in the header {@code X-CSRF-TOKEN}. */
  @GetMapping("/csrf")
  String csrf(CsrfToken token) {
    return token.getToken();
  }
}
