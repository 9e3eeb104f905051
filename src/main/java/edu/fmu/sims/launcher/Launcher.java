package edu.fmu.sims.launcher;

import edu.fmu.sims.cli.SimsCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of {@code ./sims}. The script passes the project folder as system property {@code
 * sims.home}.
 *
 * <p>Exit codes: 0 after Ctrl-C or SIGTERM, when everything has been stopped in order; 1 when the
 * demo could not start; 2 for a command that does not exist. The management commands have exit
 * codes of their own.
 */
public final class Launcher {
  private static final Set<String> MANAGEMENT =
      Set.of("migrate", "createsuperuser", "seed_demo", "rqstats", "check", "verify_audit");
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** The command with which {@link StartCache} runs this class. */
  static final String REHEARSAL = "rehearse";

  private Launcher() {}

  /** Runs one command; see {@code ./sims help}. */
  public static void main(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    String command = words.isEmpty() ? "" : words.getFirst();
    if (MANAGEMENT.contains(command)) {
      manage(arguments, System.getenv());
    } else if (command.equals(REHEARSAL)) {
      System.exit(rehearse());
    } else if (command.equals("demo")) {
      System.exit(demo(words.subList(1, words.size()), System.getenv(), System.out, System.err));
    } else {
      System.err.println("sims: unknown command \"" + command + "\": see ./sims help");
      System.exit(MISUSED);
    }
  }

  /** Runs the application's own command on the named database or the demo that is running. */
  private static void manage(String[] arguments, Map<String, String> environment) {
    Settings settings = new Settings(environment);
    try {
      boolean asked = Arrays.stream(arguments).anyMatch(word -> word.matches("-h|--help"));
      if (!asked && !settings.given("POSTGRES_HOST")) {
        RunningDemo.adopt(settings, DemoOptions.data(environment, home()));
      }
    } catch (LaunchException e) {
      System.err.println("sims: " + e.getMessage());
      System.exit(FAILED);
    }
    settings.apply();
    SimsCommand.main(arguments);
  }

  /** Starts the application on servers that run already, and stops it again. */
  private static int rehearse() {
    try {
      Path base = Files.createTempDirectory("sims-rehearsal-");
      try {
        Path webapp = home().resolve("target/sims");
        WebServer web = WebServer.prepare(base, base.resolve("logs"), webapp, Ports.free());
        web.start();
        web.stop();
        return 0;
      } finally {
        ServerBinaries.deleteRecursively(base);
      }
    } catch (IOException | LaunchException e) {
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("sims.home", "")).toAbsolutePath();
  }

  private static int demo(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    Path home = home();
    Demo demo;
    try {
      DemoOptions options = DemoOptions.parse(arguments, environment, home);
      demo = new Demo(options, environment, home.resolve("target"), out);
    } catch (LaunchException e) {
      err.println("sims: " + e.getMessage());
      return MISUSED;
    }
    Thread onSignal =
        new Thread(
            () -> {
              demo.stop();
              // A server that ends because it was told to has not failed: 0, not 143.
              Runtime.getRuntime().halt(0);
            },
            "sims-stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      demo.start();
      demo.await();
      return 0;
    } catch (LaunchException e) {
      return failed(demo, onSignal, err, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(demo, onSignal, err, "Interrupted.");
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      return failed(demo, onSignal, err, "The demo failed: " + e);
    }
  }

  private static int failed(Demo demo, Thread onSignal, PrintStream err, @Nullable String reason) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // A signal came first: what failed is only the rest of a start that is being undone.
      return 0;
    }
    demo.stop();
    err.println("sims: " + reason);
    return FAILED;
  }
}
