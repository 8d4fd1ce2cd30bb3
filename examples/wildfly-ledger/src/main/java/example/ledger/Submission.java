package example.ledger;

import java.util.List;

/**
 * What is to become a block.
 *
 * @param total the sum of all receipts, in cents, as the sender counted it
 */
public record Submission(List<Receipt> receipts, long total) {}
