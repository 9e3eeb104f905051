package edu.fmu.sims.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share link as its holder sees it. The link itself is told once, when it is made; only its hash
 * is kept.
 *
 * @param document the document's id
 * @param shows {@code name} or {@code full}
 * @param status {@code active}, {@code expired} or {@code withdrawn}
 * @param openCount how often it was opened
 * @param opens the last times, newest first, at most 50; none for the office
 * @param url null except in the answer that makes it
 */
public record ShareView(
    long id,
    long document,
    @Choices({"name", "full"}) String shows,
    @Choices({"active", "expired", "withdrawn"}) String status,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant withdrawnAt,
    int openCount,
    List<Open> opens,
    @Nullable String url) {

  /**
   * One opening of a link.
   *
   * @param origin the network that it came from, not the address
   */
  public record Open(Instant at, String origin) {}

  static final String COLUMNS =
      """
      h.id, h.document_id, h.shows, h.created_at, h.expires_at, h.withdrawn_at,
      (select count(*) from document_share_open o where o.share_id = h.id) as open_count,
      (select coalesce(json_agg(json_build_object('at', o.at, 'origin', o.origin) order by o.id desc),
                       '[]')
         from (select * from document_share_open o where o.share_id = h.id
                order by o.id desc limit 50) o) as opens""";

  static ShareView of(ResultSet row, Instant now) throws SQLException {
    Instant withdrawn = Rows.instantOrNull(row, "withdrawn_at");
    Instant expires = Rows.instant(row, "expires_at");
    return new ShareView(
        row.getLong("id"),
        row.getLong("document_id"),
        row.getString("shows"),
        status(withdrawn, expires, now),
        Rows.instant(row, "created_at"),
        expires,
        withdrawn,
        row.getInt("open_count"),
        opens(row.getString("opens")),
        null);
  }

  private static String status(@Nullable Instant withdrawn, Instant expires, Instant now) {
    if (withdrawn != null) {
      return "withdrawn";
    }
    return now.isBefore(expires) ? "active" : "expired";
  }

  private static List<Open> opens(String json) {
    try {
      return List.of(Json.MAPPER.readValue(json, Open[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database wrote no JSON", e);
    }
  }

  /** The same without where it was opened. */
  ShareView withoutOrigins() {
    return new ShareView(
        id, document, shows, status, createdAt, expiresAt, withdrawnAt, openCount, List.of(), url);
  }

  /** The same with the link, for the one time that it is told. */
  ShareView at(String link) {
    return new ShareView(
        id, document, shows, status, createdAt, expiresAt, withdrawnAt, openCount, opens, link);
  }
}
