package edu.fmu.sims.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.JobPart;
import edu.fmu.sims.mail.MailDelivery;
import edu.fmu.sims.mail.MailMessage;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.function.Supplier;

/**
 * Tells students that results of theirs were published: one mail each, which names no course and no
 * grade, for mail is read by others. Whoever is to be told by a later publication is left to that
 * one.
 */
public final class PublicationMailJob implements JobHandler {
  static final String TYPE = "send_result_publication_mails";

  private final Transactions transactions;
  private final MailDelivery mail;
  private final Supplier<String> institution;
  private final String publicUrl;

  /**
   * @param transactions any of this process; those of the job are joined
   * @param institution the name that the mail speaks for, as it is then
   * @param publicUrl where students sign in
   */
  public PublicationMailJob(
      Transactions transactions,
      MailDelivery mail,
      Supplier<String> institution,
      String publicUrl) {
    this.transactions = transactions;
    this.mail = mail;
    this.institution = institution;
    this.publicUrl = publicUrl;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public ObjectNode run(JobContext job) {
    job.parts().each(part -> tell(job, part));
    return Json.MAPPER.createObjectNode();
  }

  private void tell(JobContext job, JobPart part) {
    String address = address(job.id(), part.subject());
    if (MailMessage.isAddress(address)) {
      mail.deliver(job, message(address), part.subject());
    }
  }

  /** "" for who has no address, no published result any more, or is or was told by a later one. */
  private String address(long job, long student) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select s.email from student s where s.id = ?
                    and exists (select from result r where r.student_id = s.id
                      and r.state in ('published', 'frozen'))
                    and not exists (select from job_part p join job j on j.id = p.job_id
                      where p.subject = s.id and p.state <> 'failed' and j.type = ? and j.id > ?
                        and j.state not in ('cancelled', 'dead') and not j.cancel_requested)""")) {
            select.setLong(1, student);
            select.setString(2, TYPE);
            select.setLong(3, job);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? rows.getString(1) : "";
            }
          }
        });
  }

  private MailMessage message(String address) {
    return new MailMessage(
        address,
        "Results were published",
        """
        Assalam-o-Alaikum,

        Results of yours were published at %s. Sign in to see them:

        %s
        """
            .formatted(institution.get(), publicUrl));
  }
}
