package edu.fmu.sims.mail;

import edu.fmu.sims.config.SimsConfig.MailConfig;
import edu.fmu.sims.jobs.Faults;
import edu.fmu.sims.jobs.Faults.Point;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.PassingFailure;
import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.mail.MailLedger.Entry;
import edu.fmu.sims.mail.MailLedger.State;
import edu.fmu.sims.persistence.Transactions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way for a job to mail somebody. Within a job each recipient gets one mail, however often
 * the job is run, except for the moment between the server's acceptance and our note of it, which
 * no one can decide: then the settings choose between a second copy with the same Message-ID
 * ({@code MAIL_ON_DOUBT=resend}) and asking an operator ({@code park}).
 */
public final class MailDelivery {
  private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);
  private static final Duration NOTE_PAUSE = Duration.ofMillis(300);
  private static final Duration LEAST_LEASE = Duration.ofMillis(200);

  private final Mailer mailer;
  private final MailLedger ledger;
  private final boolean resendsOnDoubt;
  private final String domain;
  private final Faults faults;

  /**
   * @param transactions any of this process; those of the job are joined
   */
  public MailDelivery(Mailer mailer, Transactions transactions, MailConfig config, Faults faults) {
    this.mailer = mailer;
    this.ledger = new MailLedger(transactions);
    this.resendsOnDoubt = config.resendOnDoubt();
    this.domain = config.from().replaceFirst(".*@", "").replaceAll("[^A-Za-z0-9.-]", "");
    this.faults = faults;
  }

  /**
   * Sends the mail unless this job has sent one to that recipient already.
   *
   * @throws PermanentFailure when the server refuses for good, or the mail is parked
   * @throws PassingFailure when it is worth another attempt
   * @throws edu.fmu.sims.jobs.JobCancelled when the job was cancelled before the server got it
   */
  public void deliver(JobContext job, MailMessage message) {
    deliver(job, message, message.to());
  }

  /**
   * The same for jobs that mail about many people, some of whom may share an address: one mail to
   * each of them.
   *
   * @param student whom the mail is about
   * @return whether the mail left now; false when it had left before
   */
  public boolean deliver(JobContext job, MailMessage message, long student) {
    return deliver(job, message, message.to() + " for student " + student);
  }

  private boolean deliver(JobContext job, MailMessage message, String promise) {
    String fresh = "<" + UUID.randomUUID() + "@" + domain + ">";
    Entry entry = job.commit(() -> ledger.open(job.id(), promise, fresh));
    if (entry.state() == State.SENT) {
      return false;
    }
    resolveDoubt(job, entry);
    new Attempt(job, entry).run(message);
    return true;
  }

  /** A parked mail is taken up again only when an operator sends its job round once more. */
  private void resolveDoubt(JobContext job, Entry entry) {
    if (entry.state() != State.SENDING) {
      return;
    }
    if (resendsOnDoubt) {
      log.warn("Mail {} may have been accepted before; sending it again", entry.messageId());
      return;
    }
    park(job, entry);
  }

  private void park(JobContext job, Entry entry) {
    note(job, entry, State.UNCERTAIN, "");
    throw new PermanentFailure(
        "Nobody can know whether the mail server accepted the mail; it is parked. Ask the"
            + " recipient, and retry the job to send it again.");
  }

  private void note(JobContext job, Entry entry, State state, @Nullable String reply) {
    job.note(
        () -> {
          ledger.note(entry, state, String.valueOf(reply));
          return entry;
        });
  }

  /** One try to hand the mail over. */
  private final class Attempt {
    private final JobContext job;
    private Entry entry;

    Attempt(JobContext job, Entry entry) {
      this.job = job;
      this.entry = entry;
    }

    void run(MailMessage message) {
      String reply = send(message);
      faults.at(Point.AFTER_ACCEPT);
      noteSent(reply);
      log.info("Mail {} was accepted", entry.messageId());
    }

    /**
     * What is not noted now will be in doubt later: so neither a stop of this process nor a
     * database that is away for a moment keeps us from it.
     */
    private void noteSent(String reply) {
      boolean interrupted = Thread.interrupted();
      try {
        while (true) {
          try {
            job.note(
                () -> {
                  ledger.sent(entry, reply);
                  return entry;
                });
            return;
          } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || !job.holdsFor(NOTE_PAUSE)) {
              throw e;
            }
            LockSupport.parkNanos(NOTE_PAUSE.toNanos());
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private String send(MailMessage message) {
      try {
        return mailer.send(message, entry.messageId(), this::beforeData);
      } catch (InDoubt e) {
        if (!resendsOnDoubt) {
          park(job, entry);
        }
        throw new PassingFailure(String.valueOf(e.getMessage()));
      } catch (PermanentFailure e) {
        note(job, entry, State.REFUSED, e.getMessage());
        throw e;
      } catch (PassingFailure e) {
        note(job, entry, State.PENDING, e.getMessage());
        throw e;
      }
    }

    private void beforeData() {
      entry = job.commit(() -> ledger.sending(entry));
      faults.at(Point.BEFORE_DATA);
      if (!job.holdsFor(LEAST_LEASE)) {
        // We stood still for longer than the lease: another worker may be at this very mail.
        throw new PassingFailure("The worker stood still too long.");
      }
    }
  }
}
