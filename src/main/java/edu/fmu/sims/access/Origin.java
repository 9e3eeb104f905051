package edu.fmu.sims.access;

/**
 * The request behind an action, as the audit log states it.
 *
 * @param requestId ties log lines, errors and audit entries of one request together
 */
public record Origin(String method, String path, String remoteAddr, String requestId) {
  /** Work that no request started: jobs and commands. */
  public static Origin internal(String what) {
    return new Origin("INTERNAL", what, "", "");
  }
}
