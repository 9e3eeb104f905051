package edu.fmu.sims.reports;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import edu.fmu.sims.config.SimsConfig.ReportConfig;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sends what the application logs as an error to Sentry: where it happened, the types of the
 * exceptions with their stacks, the request's id. What a message was filled with and what an
 * exception says stay here, because both can quote names, marks and addresses.
 */
public final class DefectReports implements AutoCloseable {
  private static final String REMOVED = "(kept in the log of the node)";
  private static final long FLUSH_MILLIS = 2_000;

  private final @Nullable ErrorAppender appender;

  private DefectReports(@Nullable ErrorAppender appender) {
    this.appender = appender;
  }

  /** Begins to report; does nothing at all when no project is named. */
  public static DefectReports begin(ReportConfig config) {
    if (config.dsn().isEmpty()
        || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return new DefectReports(null);
    }
    Sentry.init(options -> configure(options, config));
    ErrorAppender appender = new ErrorAppender();
    appender.setContext(context);
    appender.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return new DefectReports(appender);
  }

  private static void configure(SentryOptions options, ReportConfig config) {
    options.setDsn(config.dsn());
    options.setEnvironment(config.environment());
    options.setSendDefaultPii(false);
    options.setMaxBreadcrumbs(0);
    options.setEnableExternalConfiguration(false);
    options.setAttachServerName(false);
    options.setEnableAutoSessionTracking(false);
    options.setSendClientReports(false);
    options.setBeforeSend(DefectReports::scrubbed);
  }

  private static SentryEvent scrubbed(SentryEvent event, Hint hint) {
    event.setUser(null);
    event.setRequest(null);
    event.setServerName(null);
    List<SentryException> exceptions = event.getExceptions();
    if (exceptions != null) {
      exceptions.forEach(exception -> exception.setValue(REMOVED));
    }
    return event;
  }

  @Override
  public void close() {
    if (appender != null && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(appender);
      appender.stop();
      Sentry.flush(FLUSH_MILLIS);
      Sentry.close();
    }
  }

  private static final class ErrorAppender extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent logged) {
      if (!logged.getLevel().isGreaterOrEqual(Level.ERROR)
          || logged.getLoggerName().startsWith("io.sentry")) {
        return;
      }
      SentryEvent event = new SentryEvent();
      event.setLevel(SentryLevel.ERROR);
      event.setLogger(logged.getLoggerName());
      Message message = new Message();
      // The pattern, not what it was filled with.
      message.setFormatted(logged.getMessage());
      event.setMessage(message);
      String requestId = logged.getMDCPropertyMap().get("request_id");
      if (requestId != null) {
        event.setTag("request_id", requestId);
      }
      IThrowableProxy thrown = logged.getThrowableProxy();
      if (thrown instanceof ThrowableProxy proxy) {
        event.setThrowable(proxy.getThrowable());
      }
      Sentry.captureEvent(event);
    }
  }
}
