package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.maintenance.Diagnosis;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Makes the {@link Coffer} when the other beans are there, if none of them has asked for it, and
 * logs once what is unwise in its environment.
 */
final class CofferStart implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(Coffer.class);

  private final CofferAvailability availability;
  private final boolean diagnosing;

  CofferStart(CofferAvailability availability, boolean diagnosing) {
    this.availability = availability;
    this.diagnosing = diagnosing;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Optional<Coffer> coffer = availability.coffer();
    if (diagnosing) {
      coffer.ifPresent(CofferStart::diagnose);
    }
  }

  private static void diagnose(Coffer coffer) {
    try {
      Diagnosis diagnosis = coffer.diagnose();
      if (diagnosis.isClean()) {
        LOG.info("{}", diagnosis);
      } else {
        LOG.warn("{}", diagnosis);
      }
    } catch (UnsupportedHostException e) {
      LOG.info("The environment of Coffer was not examined at the start: {}", e.getMessage());
    } catch (CofferException e) {
      // The application may work all the same; whatever uses the database will say if not.
      LOG.warn("The environment of Coffer could not be examined.", e);
    }
  }
}
