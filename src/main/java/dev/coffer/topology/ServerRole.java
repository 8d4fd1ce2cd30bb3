package dev.coffer.topology;

/** The part that a database server has among others. */
public enum ServerRole {
  /** It accepts writes, and no server follows it. */
  ALONE,
  /** It accepts writes, and the account may not see whether servers follow it. */
  WRITABLE,
  /** It accepts writes, and other servers follow it. */
  PRIMARY,
  /** It is a node of a Galera cluster; each node accepts writes. */
  MEMBER,
  /** It refuses writes: it is a replica, or a primary that was demoted. */
  READ_ONLY
}
