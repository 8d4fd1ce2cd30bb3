package example.notes;

import dev.coffer.Coffer;
import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import org.jboss.logging.Logger;

/** Produces Coffer, its stores and the repositories of this application as beans. */
@Singleton
public class CofferProducer {

  private static final Logger log = Logger.getLogger(CofferProducer.class);

  @Produces
  @Singleton
  Coffer coffer(EntityManagerFactory entityManagerFactory) {
    return Coffer.over(entityManagerFactory).build();
  }

  /** Starts with the application, so that an unusable database stops the start. */
  void start(@Observes Startup event, Coffer coffer) {}

  void close(@Disposes Coffer coffer) {
    coffer.close();
    log.info("Coffer is closed.");
  }

  @Produces
  @Singleton
  RecordStore records(Coffer coffer) {
    return coffer.records();
  }

  @Produces
  @Singleton
  ContentStore contents(Coffer coffer) {
    return coffer.contents();
  }

  @Produces
  @Singleton
  Drafts drafts(Coffer coffer) {
    return coffer.repository(Drafts.class);
  }
}
