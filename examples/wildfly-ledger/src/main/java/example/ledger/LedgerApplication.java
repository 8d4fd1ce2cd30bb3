package example.ledger;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The resources below this class's package are at the root of the deployment. */
@ApplicationPath("/")
public class LedgerApplication extends Application {}
