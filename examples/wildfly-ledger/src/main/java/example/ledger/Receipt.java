package example.ledger;

/** One payment. */
public record Receipt(String id, String from, String to, long cents) {}
