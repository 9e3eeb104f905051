package edu.fmu.sims.letters;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of letters, version by version. */
public final class LetterTemplateService {
  private final Transactions transactions;
  private final AuditLog audit;
  private final Listing<LetterTemplateView> listing;

  public LetterTemplateService(Transactions transactions, AuditLog audit) {
    this.transactions = transactions;
    this.audit = audit;
    this.listing =
        Listing.of(
                transactions,
                LetterTemplateView.class,
                LetterTemplateView.COLUMNS,
                "letter_template t",
                "t.id",
                LetterTemplateView::of)
            .filter("type", Filter.text("t.type"))
            .filter("current", Filter.flag(LetterTemplateView.CURRENT))
            .search("t.type", "t.title")
            .order("type", "t.type", "text")
            .order("version", "t.version", "int")
            .build();
  }

  Page<LetterTemplateView> page(ListRequest request) {
    return listing.page(request, Scope.ALL);
  }

  LetterTemplateView get(long id) {
    return listing.get(id, Scope.ALL);
  }

  /**
   * Adds the next version of a type, which takes over at once.
   *
   * @throws Problem 400 for a placeholder that there is not, 409 when somebody else was faster
   */
  LetterTemplateView create(Caller caller, LetterTemplateBody body) {
    for (Map.Entry<String, String> field :
        Map.of("title", body.title(), "body", body.body()).entrySet()) {
      List<String> faults = Wording.faults(field.getValue());
      if (!faults.isEmpty()) {
        throw Problem.fields(Map.of(field.getKey(), faults));
      }
    }
    return transactions.call(
        () -> {
          LetterTemplateView made = get(insert(caller, body));
          audit.created(caller, "LetterTemplate", made.id(), made);
          return made;
        });
  }

  private long insert(Caller caller, LetterTemplateBody body) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  insert into letter_template (type, version, title, body, created_by)
                  select ?, coalesce(max(version), 0) + 1, ?, ?, ? from letter_template
                   where type = ? returning id""")) {
            insert.setString(1, body.type());
            insert.setString(2, body.title());
            insert.setString(3, body.body());
            insert.setString(4, caller.username());
            insert.setString(5, body.type());
            try (ResultSet rows = insert.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  /** The version from which letters of that type are made now. */
  Optional<LetterTemplateView> current(String type) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + LetterTemplateView.COLUMNS
                      + " from letter_template t where t.type = ? order by t.version desc"
                      + " limit 1")) {
            select.setString(1, type);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(LetterTemplateView.of(rows)) : Optional.empty();
            }
          }
        });
  }
}
