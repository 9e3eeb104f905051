package edu.fmu.sims.assessments;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Grade schemes: data, chosen per program and by the day from which they hold. */
public final class GradeSchemeService {
  private static final String IN_FORCE =
      "select "
          + GradeSchemeView.COLUMNS
          + " from grade_scheme g where g.active and g.effective_from <= ?"
          + " order by g.intake_from desc nulls last, g.effective_from desc, g.id";

  private final Transactions transactions;
  private final Listing<GradeSchemeView> listing;
  private final Records<StoredGradeScheme, GradeSchemeBody, GradeSchemeView> records;

  public GradeSchemeService(Transactions transactions, AuditLog audit) {
    this.transactions = transactions;
    this.listing =
        Listing.of(
                transactions,
                GradeSchemeView.class,
                GradeSchemeView.COLUMNS,
                "grade_scheme g",
                "g.id",
                GradeSchemeView::of)
            .filter("program", Filter.number("g.program_id"))
            .filter("active", Filter.flag("g.active"))
            .filter("name", Filter.text("g.name"))
            .search("g.name")
            .order("name", "g.name", "text")
            .order("effective_from", "g.effective_from", "date")
            .build();
    this.records =
        new Records<>(
            transactions,
            audit,
            listing,
            "GradeScheme",
            StoredGradeScheme.class,
            GradeSchemeView::body);
  }

  /**
   * The scheme that holds on that day: the latest of the program's own, else the latest default
   * one, else {@link GradeScheme#DEFAULT}.
   *
   * @param program the program's id; null for the default scheme
   */
  public GradeScheme inForce(@Nullable Long program, LocalDate on) {
    return inForce(on).of(program, null);
  }

  /** The schemes of all programs that hold on that day. */
  GradeSchemes inForce(LocalDate on) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(IN_FORCE)) {
            select.setObject(1, on);
            try (ResultSet rows = select.executeQuery()) {
              List<GradeSchemeView> schemes = new ArrayList<>();
              while (rows.next()) {
                schemes.add(GradeSchemeView.of(rows));
              }
              return new GradeSchemes(schemes);
            }
          }
        });
  }

  Page<GradeSchemeView> page(ListRequest request) {
    return listing.page(request, Scope.ALL);
  }

  GradeSchemeView get(long id) {
    return listing.get(id, Scope.ALL);
  }

  GradeSchemeView create(Caller caller, Input<GradeSchemeBody> input) {
    return records.create(caller, input, body -> new StoredGradeScheme(checked(body)));
  }

  GradeSchemeView replace(Caller caller, long id, Input<GradeSchemeBody> input, IfMatch condition) {
    return records.replace(
        caller, id, Scope.ALL, input, condition, (scheme, body) -> scheme.change(checked(body)));
  }

  GradeSchemeView patch(Caller caller, long id, Input<GradeSchemeBody> input, IfMatch condition) {
    return records.patch(
        caller, id, Scope.ALL, input, condition, (scheme, body) -> scheme.change(checked(body)));
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, Scope.ALL, condition, scheme -> {});
  }

  private static GradeSchemeBody checked(GradeSchemeBody body) {
    Map<String, List<String>> faults = new LinkedHashMap<>();
    faults.put("rows", body.faults());
    faults.put("rules", body.rules().faults(body.grades()));
    faults.values().removeIf(List::isEmpty);
    if (!faults.isEmpty()) {
      throw Problem.fields(faults);
    }
    return body;
  }
}
