package edu.fmu.sims.records;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.audit.LoggedSets;
import edu.fmu.sims.audit.PastStates;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.Versioned;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.hibernate.LockMode;
import org.hibernate.Session;

/**
 * Writes records of one kind. Each write locks the row, checks the client's condition, changes the
 * entity, reads the record back as clients see it, and logs before and after: all in one
 * transaction.
 *
 * @param <E> the entity
 * @param <B> the writable fields
 * @param <V> the view
 */
public final class Records<E, B extends Record, V extends Versioned> {
  private final Transactions transactions;
  private final AuditLog audit;
  private final Listing<V> listing;
  private final String model;
  private final Class<E> entity;
  private final Function<V, B> body;
  private final String reason;
  private final LoggedSets logged;

  /**
   * @param model the name of the kind in the audit log
   * @param body the writable fields of a record as it stands, for partial changes
   */
  public Records(
      Transactions transactions,
      AuditLog audit,
      Listing<V> listing,
      String model,
      Class<E> entity,
      Function<V, B> body) {
    this(transactions, audit, listing, model, entity, body, "", LoggedSets.NONE);
  }

  private Records(
      Transactions transactions,
      AuditLog audit,
      Listing<V> listing,
      String model,
      Class<E> entity,
      Function<V, B> body,
      String reason,
      LoggedSets logged) {
    this.transactions = transactions;
    this.audit = audit;
    this.listing = listing;
    this.model = model;
    this.entity = entity;
    this.body = body;
    this.reason = reason;
    this.logged = logged;
  }

  /** The same records, with a reason that the log keeps beside each change; "" for none. */
  public Records<E, B, V> because(String reason) {
    return new Records<>(transactions, audit, listing, model, entity, body, reason, logged);
  }

  /** The same records, of which sets are logged that way, too. */
  public Records<E, B, V> loggedAs(LoggedSets sets) {
    return new Records<>(transactions, audit, listing, model, entity, body, reason, sets);
  }

  /**
   * Many records at once, by the same rules.
   *
   * @param identity the id of a record as it is read
   */
  public RecordSets<E, B, V> sets(ToLongFunction<V> identity) {
    return new RecordSets<>(transactions, audit, listing, model, entity, body, identity);
  }

  /**
   * The record as the client asks for it: now, or as of an instant.
   *
   * @param now the record as the caller may see it
   * @throws Problem 404 when it had not been made yet, or was another student's then
   */
  public V asOf(Caller caller, V now, long id, AsOf asked) {
    return asOf(caller, now, id, asked, then -> {});
  }

  /**
   * The same.
   *
   * @param check may refuse a past state that is not the caller's to see
   */
  public V asOf(Caller caller, V now, long id, AsOf asked, Consumer<V> check) {
    Instant at = asked.at();
    if (at == null) {
      return now;
    }
    V then =
        new PastStates(transactions)
            .of(model, id, now, listing.type(), at, logged)
            .orElseThrow(() -> Problem.notFound(model));
    if (caller.is(Role.STUDENT)
        && then instanceof Personal personal
        && !Objects.equals(personal.student(), caller.studentId())) {
      throw Problem.notFound(model);
    }
    check.accept(then);
    return then;
  }

  /** Makes a record from the body; the function checks the feature's rules. */
  public V create(Caller caller, Input<B> input, Function<B, E> make) {
    B given = input.value();
    return transactions.call(() -> create(caller, make.apply(given)));
  }

  /** Makes a record of an entity that the feature has made by its rules. */
  public V create(Caller caller, E made) {
    return transactions.call(
        () -> {
          Session session = transactions.session();
          session.persist(made);
          long id = (long) session.getIdentifier(made);
          V view = listing.get(id, Scope.ALL);
          audit.created(caller, model, id, view);
          return view;
        });
  }

  /** {@code PUT}: the whole body replaces the writable fields. */
  public V replace(
      Caller caller,
      long id,
      Scope scope,
      Input<B> input,
      IfMatch condition,
      BiConsumer<E, B> change) {
    return write(caller, id, scope, condition, before -> input.value(), change);
  }

  /** {@code PATCH}: the fields that the body names change. */
  public V patch(
      Caller caller,
      long id,
      Scope scope,
      Input<B> input,
      IfMatch condition,
      BiConsumer<E, B> change) {
    return write(caller, id, scope, condition, before -> input.over(body.apply(before)), change);
  }

  /** An act on the entity that takes no body: a step of its state machine. */
  public V act(Caller caller, long id, Scope scope, IfMatch condition, Consumer<E> act) {
    return change(caller, id, scope, condition, (held, before) -> act.accept(held));
  }

  /** Deletes the record; the consumer may refuse. What others depend on stays, with 409. */
  public void delete(Caller caller, long id, Scope scope, IfMatch condition, Consumer<E> check) {
    transactions.run(
        () -> {
          E held = lock(id);
          V before = listing.get(id, scope);
          condition.check(before.version());
          check.accept(held);
          transactions.session().remove(held);
          transactions.session().flush();
          audit.deleted(caller, model, id, before, reason);
        });
  }

  private V write(
      Caller caller,
      long id,
      Scope scope,
      IfMatch condition,
      Function<V, B> given,
      BiConsumer<E, B> change) {
    return change(
        caller, id, scope, condition, (held, before) -> change.accept(held, given.apply(before)));
  }

  private V change(
      Caller caller, long id, Scope scope, IfMatch condition, BiConsumer<E, V> change) {
    return transactions.call(
        () -> {
          E held = lock(id);
          V before = listing.get(id, scope);
          condition.check(before.version());
          change.accept(held, before);
          V after = listing.get(id, Scope.ALL);
          audit.updated(caller, model, id, before, after, reason);
          return after;
        });
  }

  private E lock(long id) {
    E held = transactions.session().find(entity, id, LockMode.PESSIMISTIC_WRITE);
    if (held == null) {
      throw Problem.notFound(model);
    }
    return held;
  }
}
