package example.ledger;

import dev.coffer.record.Collection;
import dev.coffer.record.RecordRepository;

/** Every receipt by its id. Coffer implements it. */
@Collection("receipts")
public interface Receipts extends RecordRepository<Receipt, String> {}
