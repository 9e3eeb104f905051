package edu.fmu.sims.documents;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Links with which a holder shows a document to somebody, for 48 hours at most. Nobody makes one in
 * another's name; the holder sees from which networks it was opened and can withdraw it. The office
 * sees that there is a link and how often it was opened.
 */
public final class ShareService {
  private static final int MOST_ACTIVE = 20;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final Transactions transactions;
  private final AuditLog audit;
  private final DocumentService documents;
  private final String publicUrl;
  private final Clock clock;
  private final Listing<ShareView> listing;

  /**
   * @param publicUrl the address under which verifiers reach the system
   */
  public ShareService(
      Transactions transactions,
      AuditLog audit,
      DocumentService documents,
      String publicUrl,
      Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.documents = documents;
    this.publicUrl = publicUrl;
    this.clock = clock;
    this.listing =
        Listing.of(
                transactions,
                ShareView.class,
                ShareView.COLUMNS,
                "document_share h",
                "h.id",
                row -> ShareView.of(row, clock.instant()))
            .order("created_at", "h.created_at", "timestamptz")
            .defaultOrder("-created_at")
            .build();
  }

  private static Scope of(long document) {
    return where -> where.and("h.document_id = ?", document);
  }

  /**
   * The links to a document. Only its holder is told from where they were opened.
   *
   * @throws Problem 404 when the document is not the caller's
   */
  Page<ShareView> page(Caller caller, long document, ListRequest request) {
    documents.get(caller, document);
    Page<ShareView> links = listing.page(request, of(document));
    return caller.is(Role.STUDENT) ? links : links.map(ShareView::withoutOrigins);
  }

  /**
   * Makes a link.
   *
   * @throws Problem 404 when the document is not the caller's, 409 when it is revoked or when there
   *     are too many links already
   */
  ShareView create(Caller caller, long document, ShareBody body) {
    String token = Codes.random(Codes.SHARE);
    Instant now = clock.instant();
    return transactions.call(
        () -> {
          DocumentView shared = documents.get(caller, document);
          if (shared.revokedAt() != null) {
            throw new Problem(ProblemType.CONFLICT, "A revoked document cannot be shared.");
          }
          if (active(document, now) >= MOST_ACTIVE) {
            throw new Problem(
                ProblemType.CONFLICT,
                "There are " + MOST_ACTIVE + " links to this document. Withdraw some first.");
          }
          long id = insert(caller, document, body, token, now);
          audit.record(
              caller,
              CREATED,
              "DocumentShare",
              String.valueOf(id),
              shared.serial() + " shared, showing " + body.shows(),
              null,
              null);
          return listing.get(id, of(document)).at(publicUrl + "/verify/" + token);
        });
  }

  private long active(long document, Instant now) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select count(*) from document_share
                   where document_id = ? and withdrawn_at is null and expires_at > ?""")) {
            select.setLong(1, document);
            select.setObject(2, now.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  private long insert(Caller caller, long document, ShareBody body, String token, Instant now) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  insert into document_share
                    (document_id, shows, token_sha256, created_at, created_by, expires_at)
                  values (?, ?, ?, ?, ?, ?) returning id""")) {
            insert.setLong(1, document);
            insert.setString(2, body.shows());
            insert.setString(3, hash(token));
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.setString(5, caller.username());
            insert.setObject(
                6, now.plus(Duration.ofHours(body.expiresInHours())).atOffset(ZoneOffset.UTC));
            try (ResultSet rows = insert.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  /**
   * Withdraws a link: it opens nothing any more. To do so again changes nothing.
   *
   * @throws Problem 404 when there is no such link to a document of the caller
   */
  void withdraw(Caller caller, long document, long id) {
    transactions.run(
        () -> {
          documents.get(caller, document);
          listing.get(id, of(document));
          int changed =
              transactions.sql(
                  connection -> {
                    try (PreparedStatement update =
                        connection.prepareStatement(
                            """
                            update document_share set withdrawn_at = ?
                             where id = ? and withdrawn_at is null""")) {
                      update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                      update.setLong(2, id);
                      return update.executeUpdate();
                    }
                  });
          if (changed == 1) {
            audit.record(
                caller,
                NO_CONTENT,
                "DocumentShare",
                String.valueOf(id),
                "Share link " + id + " withdrawn",
                null,
                null);
          }
        });
  }

  /**
   * A link as somebody follows it.
   *
   * @param status {@code active}, {@code expired} or {@code withdrawn}
   */
  public record Opened(long document, String shows, String status, Instant expiresAt) {
    public boolean isActive() {
      return status.equals("active");
    }

    /** Whether it shows all: registration number and file, too. */
    public boolean isFull() {
      return shows.equals("full");
    }
  }

  /**
   * Follows a link, and notes it for the holder when it opens something.
   *
   * @param remoteAddr where the request came from; only its network is kept
   */
  public Optional<Opened> open(String token, String remoteAddr) {
    return transactions.call(
        () -> {
          Optional<ShareView> found = find(token);
          found
              .filter(share -> share.status().equals("active"))
              .ifPresent(share -> note(share.id(), network(remoteAddr)));
          return found.map(
              share ->
                  new Opened(share.document(), share.shows(), share.status(), share.expiresAt()));
        });
  }

  private Optional<ShareView> find(String token) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select h.id, h.document_id, h.shows, h.created_at, h.expires_at, h.withdrawn_at,
                         0 as open_count, '[]' as opens
                    from document_share h where h.token_sha256 = ?""")) {
            select.setString(1, hash(token));
            try (ResultSet rows = select.executeQuery()) {
              return rows.next()
                  ? Optional.of(ShareView.of(rows, clock.instant()))
                  : Optional.empty();
            }
          }
        });
  }

  private void note(long share, String origin) {
    transactions.sql(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into document_share_open (share_id, at, origin) values (?, ?, ?)")) {
            insert.setLong(1, share);
            insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(3, origin);
            return insert.executeUpdate();
          }
        });
  }

  private static String hash(String token) {
    return DocumentFiles.hash(token.getBytes(StandardCharsets.UTF_8));
  }

  /** The network of an address: enough to recognise a place, too little to follow a person. */
  static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      boolean four = InetAddress.getByAddress(bytes) instanceof Inet4Address;
      for (int i = four ? 3 : 6; i < bytes.length; i++) {
        bytes[i] = 0;
      }
      return InetAddress.getByAddress(bytes).getHostAddress() + (four ? "/24" : "/48");
    } catch (IllegalArgumentException | UnknownHostException e) {
      return "";
    }
  }
}
