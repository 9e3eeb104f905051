package edu.fmu.sims.records;

import java.util.ArrayList;
import java.util.List;

/** What became of many records: those written or found so already, and those at fault. */
public record Outcome(List<Done> done, List<Fault> faults) {
  /** Nothing yet; both lists grow. */
  public static Outcome empty() {
    return new Outcome(new ArrayList<>(), new ArrayList<>());
  }

  /** Takes in what became of others. */
  public void add(Outcome other) {
    done.addAll(other.done());
    faults.addAll(other.faults());
  }
}
