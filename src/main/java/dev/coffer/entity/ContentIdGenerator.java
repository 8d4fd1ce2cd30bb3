package dev.coffer.entity;

import dev.coffer.api.ContentRefusedException;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.IdentifierGenerator;

/** Generates the ids of contents that an {@code EntityManager} persists; see {@link ContentIds}. */
public class ContentIdGenerator implements IdentifierGenerator {

  @Override
  public Object generate(SharedSessionContractImplementor session, Object entity) {
    if (session instanceof StatelessSession) {
      throw new ContentRefusedException(
          "A StatelessSession would insert a content without its bytes. Persist it with an"
              + " EntityManager, or store it with a ContentStore.");
    }
    return ContentIds.OF_PROCESS.take();
  }
}
