package edu.fmu.sims.imports;

import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;

/** Writes long lists in steps, so that it is seen how far the work is, and reads bulk refusals. */
final class Steps {
  /** After so many faults nobody reads on. */
  static final int MOST_FAULTS = 1000;

  private Steps() {}

  static <T> Outcome each(
      List<T> all, int atOnce, IntConsumer advance, Function<List<T>, Outcome> write) {
    Outcome outcome = Outcome.empty();
    for (int from = 0; from < all.size(); from += atOnce) {
      List<T> some = all.subList(from, Math.min(all.size(), from + atOnce));
      outcome.add(write.apply(some));
      advance.accept(some.size());
      if (outcome.faults().size() >= MOST_FAULTS) {
        break;
      }
    }
    return outcome;
  }

  /** Does what may refuse some of the rows, as often as it takes to know all that it refuses. */
  static <T> List<T> accepted(
      List<T> all,
      String field,
      ToIntFunction<T> row,
      List<Fault> faults,
      Consumer<List<T>> write) {
    List<T> open = new ArrayList<>(all);
    while (!open.isEmpty()) {
      try {
        write.accept(open);
        return open;
      } catch (Problem refused) {
        List<T> guilty = guilty(refused, field, open, row, faults);
        open.removeAll(guilty);
      }
    }
    return open;
  }

  private static <T> List<T> guilty(
      Problem refused, String field, List<T> open, ToIntFunction<T> row, List<Fault> faults) {
    if (refused.type().status() >= 500) {
      throw refused;
    }
    List<T> guilty = new ArrayList<>();
    List<?> told = refused.details().get(field);
    for (Object one : told == null ? List.of() : told) {
      if (one instanceof Map<?, ?> named
          && named.get("index") instanceof Integer index
          && named.get("messages") instanceof List<?> messages) {
        T entry = open.get(index);
        messages.forEach(
            message -> faults.add(fault(row.applyAsInt(entry), String.valueOf(message))));
        guilty.add(entry);
      }
    }
    if (guilty.isEmpty()) {
      open.forEach(entry -> faults.addAll(Fault.of(row.applyAsInt(entry), refused)));
      guilty.addAll(open);
    }
    return guilty;
  }

  /** Bulk calls put the field before the message. */
  private static Fault fault(int row, String message) {
    int colon = message.indexOf(": ");
    return colon > 0 && message.substring(0, colon).matches("[a-z_]+")
        ? new Fault(row, message.substring(0, colon), message.substring(colon + 2))
        : new Fault(row, "", message);
  }
}
