package dev.coffer.spring;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Creates the Coffer of the application after all other beans, if no bean has requested it before.
 */
final class CofferStart implements SmartInitializingSingleton {

  private final CofferAvailability availability;

  CofferStart(CofferAvailability availability) {
    this.availability = availability;
  }

  @Override
  public void afterSingletonsInstantiated() {
    var unused = availability.coffer();
  }
}
