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
 * Creates the {@link Coffer} after all other beans, if no bean has requested it before, and logs
 * the findings about its environment once.
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
      LOG.info("The environment of Coffer was not checked at startup: {}", e.getMessage());
    } catch (CofferException e) {
      // The application may still work; if not, its own access to the database fails.
      LOG.warn("The check of Coffer's environment failed.", e);
    }
  }
}
