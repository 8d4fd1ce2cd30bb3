package example.notes;

import dev.coffer.record.Collection;
import dev.coffer.record.KeyedRepository;

@Collection("drafts")
public interface Drafts extends KeyedRepository<Draft, String> {}
