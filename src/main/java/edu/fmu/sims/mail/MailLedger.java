package edu.fmu.sims.mail;

import edu.fmu.sims.jobs.PassingFailure;
import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Locale;

/**
 * What was promised to whom: a row for each job and recipient, with a Message-ID that never
 * changes.
 */
final class MailLedger {
  private final Transactions transactions;

  MailLedger(Transactions transactions) {
    this.transactions = transactions;
  }

  /** How far a mail is. */
  enum State {
    /** The server has not been given it, or has said no for now. */
    PENDING,
    /** The server may or may not have it. */
    SENDING,
    /** The server has it. */
    SENT,
    /** Nobody can know, and it was parked. */
    UNCERTAIN,
    /** The server said no. */
    REFUSED
  }

  /**
   * @param attempts how often the server was given the mail; whoever writes names it, so that a
   *     worker which lost its job cannot write over another's attempt
   */
  record Entry(long id, String messageId, State state, int attempts) {
    Entry sending() {
      return new Entry(id, messageId, State.SENDING, attempts + 1);
    }
  }

  /**
   * The entry, made when it is missing.
   *
   * @param recipient the address, and whom the mail is about where a job mails about many
   */
  Entry open(long job, String recipient, String messageId) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  """
                  insert into mail_ledger (job_id, recipient, message_id, state)
                  values (?, ?, ?, 'pending')
                  on conflict (job_id, recipient) do update set updated_at = now()
                  returning id, message_id, state, attempts""")) {
            upsert.setLong(1, job);
            upsert.setString(2, recipient);
            upsert.setString(3, messageId);
            try (ResultSet row = upsert.executeQuery()) {
              row.next();
              return new Entry(
                  row.getLong(1),
                  row.getString(2),
                  State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                  row.getInt(4));
            }
          }
        });
  }

  /**
   * From now on until the server's answer is noted, nobody can know.
   *
   * @return the entry as it is now
   */
  Entry sending(Entry entry) {
    Entry next = entry.sending();
    if (write(entry, State.SENDING, "", next.attempts(), "attempts = ?") == 0) {
      throw new PassingFailure("Another worker is at this mail.");
    }
    return next;
  }

  /** The server has it: true for everyone, whoever is at the job by now. */
  void sent(Entry entry, String reply) {
    write(entry, State.SENT, reply, entry.attempts(), "attempts >= ?");
  }

  /** What came of this attempt, unless another one has begun. */
  void note(Entry entry, State state, String reply) {
    write(entry, state, reply, entry.attempts(), "attempts = ?");
  }

  private int write(Entry entry, State state, String reply, int attempts, String condition) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update mail_ledger set state = ?, server_reply = ?, updated_at = now(),"
                      + " attempts = greatest(attempts, ?) where id = ? and state <> 'sent' and "
                      + condition)) {
            update.setString(1, state.name().toLowerCase(Locale.ROOT));
            update.setString(2, reply);
            update.setInt(3, attempts);
            update.setLong(4, entry.id());
            update.setInt(5, entry.attempts());
            return update.executeUpdate();
          }
        });
  }
}
