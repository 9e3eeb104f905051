package edu.fmu.sims.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the server, which remembers how far it got: only between the first byte of the
 * message and the server's last word can anything be in doubt.
 */
final class SmtpConversation extends SMTPTransport {
  private static final int REFUSED_FOR_NOW = 400;
  private static final int REFUSED_FOR_GOOD = 500;

  private final Runnable beforeData;
  private boolean bodyBegun;
  private @Nullable String acceptance;

  SmtpConversation(Session session, boolean ssl, Runnable beforeData) {
    super(session, null, ssl ? "smtps" : "smtp", ssl);
    this.beforeData = beforeData;
  }

  /** A plain no, in the server's words. */
  record Refusal(int code, String words) {
    boolean isForGood() {
      return code >= REFUSED_FOR_GOOD;
    }
  }

  @Override
  protected OutputStream data() throws MessagingException {
    beforeData.run();
    OutputStream body = super.data();
    bodyBegun = true;
    return body;
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    super.finishData();
    acceptance = String.valueOf(getLastServerResponse()).strip();
  }

  boolean hasBodyBegun() {
    return bodyBegun;
  }

  boolean isAccepted() {
    return acceptance != null;
  }

  /** What the server said when it accepted. */
  String lastWords() {
    return acceptance == null ? "" : acceptance;
  }

  /** The server's no behind the failure; null when it said nothing. */
  @Nullable Refusal refusal(MessagingException failure) {
    for (Exception e = failure; e instanceof MessagingException m; e = m.getNextException()) {
      int code = code(m);
      if (code >= REFUSED_FOR_NOW) {
        return new Refusal(code, words(m));
      }
    }
    int last = getLastReturnCode();
    return last >= REFUSED_FOR_NOW
        ? new Refusal(last, String.valueOf(getLastServerResponse()).strip())
        : null;
  }

  private static int code(MessagingException e) {
    return switch (e) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      default -> -1;
    };
  }

  private static String words(MessagingException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }
}
