package example.ledger;

import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;

/** Every receipt by its id. Coffer implements it. */
@RecordCollection("receipts")
public interface Receipts extends RecordRepository<Receipt, String> {}
