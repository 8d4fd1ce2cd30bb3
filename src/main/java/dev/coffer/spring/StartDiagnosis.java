package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.api.ClosedException;
import dev.coffer.api.CofferException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.maintenance.Diagnosis;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Logs the findings about Coffer's environment once, after the context has started. A thread of its
 * own finds them, because it loads all codecs, which would delay the startup. The context waits for
 * its end before it destroys the beans.
 */
final class StartDiagnosis implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Coffer.class);

  private final CofferAvailability availability;
  private @Nullable Thread thread;

  StartDiagnosis(CofferAvailability availability) {
    this.availability = availability;
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      availability.coffer().ifPresent(this::diagnoseApart);
    }
  }

  private void diagnoseApart(Coffer coffer) {
    Thread started = new Thread(() -> diagnose(coffer), "coffer-diagnosis");
    started.setDaemon(true);
    started.start();
    thread = started;
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
    } catch (ClosedException e) {
      LOG.debug("The environment of Coffer was not checked, because it was closed.", e);
    } catch (CofferException e) {
      // The application may still work; if not, its own access to the database fails.
      LOG.warn("The check of Coffer's environment failed.", e);
    }
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
