package edu.fmu.sims.records;

import edu.fmu.sims.web.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a record among many.
 *
 * @param column the field at fault; "" when it is none in particular
 */
public record Fault(int row, String column, String message) {
  /** Every fault that a refusal names. */
  public static List<Fault> of(int row, Problem refused) {
    List<Fault> faults = new ArrayList<>();
    refused
        .details()
        .forEach(
            (field, messages) ->
                messages.forEach(
                    message -> faults.add(new Fault(row, field, String.valueOf(message)))));
    if (faults.isEmpty()) {
      faults.add(new Fault(row, "", refused.message()));
    }
    return faults;
  }
}
