package example.notes;

import dev.coffer.record.RecordCollection;
import dev.coffer.record.KeyedRepository;

@RecordCollection("drafts")
public interface Drafts extends KeyedRepository<Draft, String> {}
