package example.ledger;

import java.util.List;

/**
 * The input of a block.
 *
 * @param total the sum of all receipts, in cents, as the sender counted it
 */
public record Submission(List<Receipt> receipts, long total) {}
