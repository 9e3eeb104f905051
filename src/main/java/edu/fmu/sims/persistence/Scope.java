package edu.fmu.sims.persistence;

/**
 * Which records a caller reaches, as conditions of the query itself: a list can never hold a
 * foreign row, and a foreign record looks like none.
 */
@FunctionalInterface
public interface Scope {
  /** Every record. */
  Scope ALL = where -> {};

  void restrict(Where where);
}
