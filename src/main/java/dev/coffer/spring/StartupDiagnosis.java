package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.maintenance.Diagnosis;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Logs once, when the application has started, what is unwise in its environment. */
final class StartupDiagnosis implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(Coffer.class);

  private final Coffer coffer;

  StartupDiagnosis(Coffer coffer) {
    this.coffer = coffer;
  }

  @Override
  public void afterSingletonsInstantiated() {
    try {
      Diagnosis diagnosis = coffer.diagnose();
      if (diagnosis.isClean()) {
        LOG.info("{}", diagnosis);
      } else {
        LOG.warn("{}", diagnosis);
      }
    } catch (CofferException e) {
      // The application may work all the same; whatever uses the database will say if not.
      LOG.warn("The environment of Coffer could not be examined.", e);
    }
  }
}
