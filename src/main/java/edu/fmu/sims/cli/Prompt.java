package edu.fmu.sims.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks the person at the terminal. */
interface Prompt {
  /** The answer; null at the end of the input. */
  @Nullable String line(String question);

  /** The answer, typed without echo; null at the end of the input. */
  @Nullable String secret(String question);

  /**
   * The terminal of this process.
   *
   * @throws CommandFailure when there is none
   */
  static Prompt terminal() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new CommandFailure(
          "There is no terminal to ask at: use --noinput with SIMS_SUPERUSER_USERNAME,"
              + " SIMS_SUPERUSER_EMAIL and SIMS_SUPERUSER_PASSWORD.");
    }
    return new Prompt() {
      @Override
      public @Nullable String line(String question) {
        return console.readLine("%s", question);
      }

      @Override
      public @Nullable String secret(String question) {
        char[] typed = console.readPassword("%s", question);
        return typed == null ? null : new String(typed);
      }
    };
  }
}
