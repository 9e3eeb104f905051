package edu.fmu.sims.imports;

/** Rows are at fault: the transaction is to be taken back, and the result told. */
final class ImportRejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Result result;

  ImportRejected(Result result) {
    super(null, null, false, false);
    this.result = result;
  }

  Result result() {
    return result;
  }
}
