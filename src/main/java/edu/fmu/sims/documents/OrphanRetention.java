package edu.fmu.sims.documents;

import edu.fmu.sims.jobs.Retention;
import edu.fmu.sims.persistence.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files that no entry of the register names: left by transactions that failed after the
 * file was written. A transaction lasts seconds and files are left alone for weeks, so none that is
 * being issued is touched. When many files are unknown it is rather the register that is wrong, as
 * after a restore from an older backup: then nothing is removed and operators are told.
 */
public final class OrphanRetention implements Retention {
  private static final Logger log = LoggerFactory.getLogger(OrphanRetention.class);
  private static final Duration AGE = Duration.ofDays(30);
  private static final int FEW = 20;
  private static final int MOST_IN_A_HUNDRED = 10;

  private final Transactions transactions;
  private final DocumentFiles files;
  private final Clock clock;
  private final AtomicInteger left = new AtomicInteger();

  public OrphanRetention(
      Transactions transactions, DocumentFiles files, Clock clock, MeterRegistry meters) {
    this.transactions = transactions;
    this.files = files;
    this.clock = clock;
    Gauge.builder("sims.document.orphans", left, AtomicInteger::get)
        .description("Files which the register does not know, and which are too many to remove")
        .register(meters);
  }

  @Override
  public String what() {
    return "document_files_without_entry";
  }

  @Override
  public int step() {
    Instant before = clock.instant().minus(AGE);
    List<Path> orphans = new ArrayList<>();
    AtomicInteger all = new AtomicInteger();
    files.each(
        before,
        shelf -> {
          all.addAndGet(shelf.size());
          Set<String> known = known(shelf);
          for (Path file : shelf) {
            if (!known.contains(hash(file))) {
              orphans.add(file);
            }
          }
        });
    if (orphans.size() > FEW && orphans.size() * 100L > all.get() * (long) MOST_IN_A_HUNDRED) {
      left.set(orphans.size());
      log.error(
          "The register does not know {} of {} files of documents: nothing is removed. Was it"
              + " restored from an older backup?",
          orphans.size(),
          all.get());
      return 0;
    }
    left.set(0);
    orphans.forEach(OrphanRetention::remove);
    return orphans.size();
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private Set<String> known(List<Path> shelf) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select sha256 from document where sha256 = any(?)")) {
            select.setArray(
                1,
                connection.createArrayOf(
                    "text", shelf.stream().map(OrphanRetention::hash).toArray()));
            try (ResultSet rows = select.executeQuery()) {
              Set<String> known = new HashSet<>();
              while (rows.next()) {
                known.add(rows.getString(1));
              }
              return known;
            }
          }
        });
  }
}
