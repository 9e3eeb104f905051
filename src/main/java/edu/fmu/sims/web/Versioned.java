package edu.fmu.sims.web;

/** A single record that says which version of itself it is; the {@code ETag} is made from it. */
public interface Versioned {
  /** Another one after every change. */
  int version();
}
