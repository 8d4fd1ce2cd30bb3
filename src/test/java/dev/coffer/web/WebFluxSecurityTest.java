package dev.coffer.web;

import org.springframework.boot.WebApplicationType;

class WebFluxSecurityTest extends SpringSecurityContract {

  @Override
  WebApplicationType type() {
    return WebApplicationType.REACTIVE;
  }
}
