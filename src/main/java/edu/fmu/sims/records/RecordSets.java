package edu.fmu.sims.records;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.audit.AuditLog.Change;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Done.Action;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Writes many records of one kind in the open transaction, each by the rules of a single one, and
 * logs each. It goes on after a fault, so that one answer names them all; whoever calls it decides
 * whether anything of it is to stand.
 *
 * @param <E> the entity
 * @param <B> the writable fields
 * @param <V> the view
 */
public final class RecordSets<E, B extends Record, V extends Versioned> {
  /** After so many faults nobody reads on. */
  private static final int MOST_FAULTS = 1000;

  private static final int AT_ONCE = 500;

  private final Transactions transactions;
  private final AuditLog audit;
  private final Listing<V> listing;
  private final String model;
  private final Class<E> entity;
  private final Function<V, B> body;
  private final ToLongFunction<V> identity;

  RecordSets(
      Transactions transactions,
      AuditLog audit,
      Listing<V> listing,
      String model,
      Class<E> entity,
      Function<V, B> body,
      ToLongFunction<V> identity) {
    this.transactions = transactions;
    this.audit = audit;
    this.listing = listing;
    this.model = model;
    this.entity = entity;
    this.body = body;
    this.identity = identity;
  }

  /** A part of the work that may fail by itself. */
  @FunctionalInterface
  private interface Step<T> {
    Outcome take(List<T> some);
  }

  /**
   * Makes and changes records.
   *
   * @param make a new record from the body; checks the feature's rules
   * @param change a standing one to the body; checks the feature's rules
   */
  public Outcome write(
      Caller caller, List<Draft<B>> drafts, Function<B, E> make, BiConsumer<E, B> change) {
    return inSteps(drafts, Draft::row, some -> writeSome(caller, some, make, change));
  }

  /**
   * Takes back what a writing did, the last first.
   *
   * @param change a standing record to what it was; may refuse
   * @param check may refuse to delete a record
   * @return why some cannot be taken back
   */
  public List<Fault> undo(
      Caller caller, List<Undo<B>> undos, BiConsumer<E, B> change, Consumer<E> check) {
    return inSteps(undos.reversed(), Undo::row, some -> undoSome(caller, some, change, check))
        .faults();
  }

  /** Many at once; where that fails one by one, which tells the guilty. */
  private <T> Outcome inSteps(List<T> all, Function<T, Integer> row, Step<T> step) {
    Outcome outcome = Outcome.empty();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<T> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      try {
        outcome.add(transactions.part(() -> step.take(some)));
      } catch (Problem refused) {
        passOn(refused);
        oneByOne(some, row, step, outcome);
      }
      if (outcome.faults().size() >= MOST_FAULTS) {
        break;
      }
    }
    return outcome;
  }

  private <T> void oneByOne(List<T> some, Function<T, Integer> row, Step<T> step, Outcome outcome) {
    for (T one : some) {
      try {
        outcome.add(transactions.part(() -> step.take(List.of(one))));
      } catch (Problem refused) {
        passOn(refused);
        outcome.faults().addAll(Fault.of(row.apply(one), refused));
      }
      if (outcome.faults().size() >= MOST_FAULTS) {
        return;
      }
    }
  }

  /** That the database is away is no row's fault. */
  private static void passOn(Problem refused) {
    if (refused.type() == ProblemType.UNAVAILABLE) {
      throw refused;
    }
  }

  private Outcome writeSome(
      Caller caller, List<Draft<B>> drafts, Function<B, E> make, BiConsumer<E, B> change) {
    Outcome outcome = Outcome.empty();
    Standing standing =
        lock(drafts.stream().map(Draft::id).filter(Objects::nonNull).sorted().toList());
    Map<Draft<B>, Long> written = new LinkedHashMap<>();
    Session session = transactions.session();
    for (Draft<B> draft : drafts) {
      try {
        Long id = draft.id();
        if (id == null) {
          E made = make.apply(draft.input().value());
          session.persist(made);
          written.put(draft, (long) session.getIdentifier(made));
        } else {
          V before = standing.view(id);
          B present = body.apply(before);
          B wanted = draft.input().over(present);
          if (wanted.equals(present)) {
            outcome.done().add(done(draft, before, Action.UNCHANGED, present));
          } else {
            change.accept(standing.entity(id), wanted);
            written.put(draft, id);
          }
        }
      } catch (Problem refused) {
        outcome.faults().addAll(Fault.of(draft.row(), refused));
      }
    }
    log(caller, written, standing, outcome);
    return outcome;
  }

  private void log(Caller caller, Map<Draft<B>, Long> written, Standing standing, Outcome outcome) {
    Map<Long, V> after = views(List.copyOf(written.values()));
    List<Change> changes = new ArrayList<>();
    written.forEach(
        (draft, id) -> {
          V now = Objects.requireNonNull(after.get(id));
          V before = standing.views().get(id);
          changes.add(new Change(id, before, now));
          outcome
              .done()
              .add(
                  before == null
                      ? done(draft, now, Action.CREATED, null)
                      : done(draft, now, Action.UPDATED, body.apply(before)));
        });
    audit.changedAll(caller, model, changes);
  }

  private Done done(Draft<B> draft, V now, Action action, @Nullable B before) {
    long id = draft.id() == null ? identity.applyAsLong(now) : draft.id();
    return new Done(
        draft.row(),
        id,
        now.version(),
        action,
        before == null ? null : Json.MAPPER.valueToTree(before));
  }

  private Outcome undoSome(
      Caller caller, List<Undo<B>> undos, BiConsumer<E, B> change, Consumer<E> check) {
    Outcome outcome = Outcome.empty();
    Standing standing = lock(undos.stream().map(Undo::id).sorted().toList());
    List<Long> restored = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (Undo<B> undo : undos) {
      V present = standing.views().get(undo.id());
      if (present == null) {
        outcome.faults().add(new Fault(undo.row(), "", "The record is gone."));
      } else if (present.version() != undo.version()) {
        outcome.faults().add(new Fault(undo.row(), "", "The record was changed since."));
      } else if (undo.before() == null) {
        check.accept(standing.entity(undo.id()));
        transactions.session().remove(standing.entity(undo.id()));
        changes.add(new Change(undo.id(), present, null));
      } else {
        change.accept(standing.entity(undo.id()), undo.before().value());
        restored.add(undo.id());
      }
    }
    transactions.session().flush();
    views(restored)
        .forEach((id, now) -> changes.add(new Change(id, standing.views().get(id), now)));
    audit.changedAll(caller, model, changes);
    return outcome;
  }

  /** Records held until the transaction ends, as entities and as views. */
  private final class Standing {
    private final Map<Long, E> entities;
    private final Map<Long, V> views;

    Standing(Map<Long, E> entities, Map<Long, V> views) {
      this.entities = entities;
      this.views = views;
    }

    Map<Long, V> views() {
      return views;
    }

    E entity(long id) {
      E held = entities.get(id);
      if (held == null) {
        throw Problem.notFound(model);
      }
      return held;
    }

    V view(long id) {
      V view = views.get(id);
      if (view == null) {
        throw Problem.notFound(model);
      }
      return view;
    }
  }

  /**
   * @param ids in order, so that two writers wait for each other and do not clash
   */
  private Standing lock(List<Long> ids) {
    if (ids.isEmpty()) {
      return new Standing(Map.of(), Map.of());
    }
    Session session = transactions.session();
    Map<Long, E> entities = new HashMap<>();
    for (E held : session.findMultiple(entity, ids, LockMode.PESSIMISTIC_WRITE)) {
      if (held != null) {
        entities.put((long) session.getIdentifier(held), held);
      }
    }
    return new Standing(entities, views(ids));
  }

  private Map<Long, V> views(List<Long> ids) {
    Map<Long, V> views = new HashMap<>();
    if (!ids.isEmpty()) {
      listing.all(ids).forEach(view -> views.put(identity.applyAsLong(view), view));
    }
    return views;
  }
}
