package dev.coffer.web;

import org.springframework.boot.WebApplicationType;

class MvcSecurityTest extends SpringSecurityContract {

  @Override
  WebApplicationType type() {
    return WebApplicationType.SERVLET;
  }
}
