package example.notes;

import dev.coffer.record.KeyedRepository;
import dev.coffer.record.RecordCollection;

/** Every draft by its title. Coffer implements it. */
@RecordCollection("drafts")
public interface Drafts extends KeyedRepository<Draft, String> {}
