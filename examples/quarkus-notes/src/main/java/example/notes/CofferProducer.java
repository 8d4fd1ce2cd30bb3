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

/** Makes Coffer and its stores beans. The repositories are those of this application. */
@Singleton
public class CofferProducer {

  private static final Logger log = Logger.getLogger(CofferProducer.class);

  @Produces
  @Singleton
  Coffer coffer(EntityManagerFactory entityManagerFactory) {
    return Coffer.over(entityManagerFactory).build();
  }

  /** Begins with the application, so that a database that cannot be used stops its start. */
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
