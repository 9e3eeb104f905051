package edu.fmu.sims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page of the browser application, each as somebody who may see it: WCAG 2.2 AA in light, in
 * dark and in Urdu (right to left), and no page wider than a small phone.
 */
@ExtendWith(BrowserRig.Shared.class)
class AccessibilityIT {
  private static final String AXE = axe();

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  /**
   * A colour that was just changed is there with the next frame but one. The announcer holds, for
   * some seconds, the name of a button that has just gone.
   */
  private static final String JUDGE =
      """
      ([tags, rules]) => {
        window.judged = (async () => {
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          const {violations} = await axe.run(
            {exclude: [["[data-live-announcer]"]]},
            {
              runOnly: rules.length ? {type: "rule", values: rules} : {type: "tag", values: tags},
              resultTypes: ["violations"],
            });
          return violations.flatMap(({id, nodes}) => nodes.map(({html}) => id + " " + html));
        })();
      }""";

  /** Only these can tell light from dark. */
  private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

  private static final List<String> PEOPLE =
      List.of("admin", "registrar", "examcell", "faculty", "student");
  private static final int PHONE = 360;

  private final BrowserRig rig;
  private final List<String> faults = new ArrayList<>();

  AccessibilityIT(BrowserRig rig) {
    this.rig = rig;
  }

  @Test
  void everyPageIsAccessibleInEveryLookAndFitsAPhone() {
    Set<String> left = new LinkedHashSet<>();
    PageTable.signedIn().forEach(entry -> left.add(entry.path()));
    assertThat(left).contains("/", "/students/:id");
    for (String person : PEOPLE) {
      List<String> pages = pagesOf(person, left);
      if (!pages.isEmpty()) {
        Page english = signedIn(person);
        Page urdu = signedIn(person);
        urdu.locator("button[lang=ur]").click();
        urdu.locator("html[dir=rtl]").waitFor();
        pages.forEach(path -> lookAt(english, urdu, path, person + " " + path));
      }
    }
    assertThat(left).as("pages that none of the demo's people opens").isEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void thePagesBeforeTheSignInAreAccessibleToo() {
    List<String> paths = new ArrayList<>(PageTable.open());
    assertThat(paths).contains("/check");
    paths.add("/");
    Page page = rig.open(ColorScheme.LIGHT, 1440, AXE);
    page.emulateMedia(still(ColorScheme.LIGHT));
    for (String path : paths) {
      page.navigate(rig.address() + path);
      page.locator("h1").first().waitFor();
      judge(page, path);
    }
    assertThat(faults).isEmpty();
  }

  /** The check itself can fail, by each kind of fault, and dark is really dark. */
  @Test
  void aFaultIsFound() {
    Page page = rig.open(ColorScheme.LIGHT, 1440, AXE);
    page.emulateMedia(still(ColorScheme.LIGHT));
    page.locator("input[autocomplete=username]").waitFor();
    page.evaluate(
        """
        () => {
          for (const label of document.querySelectorAll("label")) label.remove();
          document.querySelector("form").style.minWidth = "500px";
          const button = document.querySelector("button[type=submit]");
          button.style.color = "#777";
          button.style.background = "#999"; // the same colour would be hidden, not faint
        }""");
    judge(page, "/");
    assertThat(faults)
        .anyMatch(fault -> fault.startsWith("/ light: label "))
        .anyMatch(fault -> fault.startsWith("/ light: color-contrast "))
        .anyMatch(fault -> fault.startsWith("/ dark: color-contrast "))
        .anyMatch(fault -> fault.endsWith(" px wide on a phone of 360"));
    Object light = ink(page);
    page.emulateMedia(still(ColorScheme.DARK));
    assertThat(ink(page)).isNotEqualTo(light);
  }

  private static Object ink(Page page) {
    return page.evaluate("() => getComputedStyle(document.body).color");
  }

  private List<String> pagesOf(String person, Set<String> left) {
    Response session = rig.get(person, "/api/auth/session/");
    List<String> held = session.path("permissions");
    boolean isStudent = session.path("student") != null;
    List<String> pages = new ArrayList<>();
    for (PageTable.Entry entry : PageTable.signedIn()) {
      // The home page differs from role to role.
      boolean isWanted = left.remove(entry.path()) || entry.path().equals("/");
      if (isWanted && entry.opensFor(held, isStudent)) {
        pages.add(withRecord(person, entry.path()));
      } else if (isWanted) {
        left.add(entry.path());
      }
    }
    return pages;
  }

  /** The address with the id of a record that the person may see. */
  private String withRecord(String person, String path) {
    if (!path.contains(":id")) {
      return path;
    }
    String noun = path.substring(1, path.indexOf("/:id"));
    int id = rig.get(person, "/api/" + noun + "/").path("results[0].id");
    return path.replace(":id", Integer.toString(id));
  }

  /** Both windows are judged at the same time, each by a process of its own. */
  private void lookAt(Page english, Page urdu, String path, String what) {
    go(english, path);
    go(urdu, path);
    begin(english, RULES, List.of());
    begin(urdu, RULES, List.of());
    collect(english, what + " light");
    english.emulateMedia(still(ColorScheme.DARK));
    begin(english, List.of(), COLOURS);
    collect(urdu, what + " urdu");
    measure(urdu, what + " urdu");
    collect(english, what + " dark");
    english.emulateMedia(still(ColorScheme.LIGHT));
    measure(english, what);
  }

  private Page signedIn(String person) {
    Page page = rig.open(ColorScheme.LIGHT, 1440, AXE);
    page.emulateMedia(still(ColorScheme.LIGHT));
    rig.signIn(page, person);
    return page;
  }

  private void judge(Page page, String what) {
    begin(page, RULES, List.of());
    collect(page, what + " light");
    page.emulateMedia(still(ColorScheme.DARK));
    begin(page, List.of(), COLOURS);
    collect(page, what + " dark");
    page.emulateMedia(still(ColorScheme.LIGHT));
    measure(page, what);
  }

  private void measure(Page page, String what) {
    page.setViewportSize(PHONE, 800);
    int width = (int) page.evaluate("document.documentElement.scrollWidth");
    if (width > PHONE) {
      faults.add(what + " is " + width + " px wide on a phone of " + PHONE);
    }
    page.setViewportSize(1440, 900);
  }

  /** As a link of the application does; waits until the page that was there has gone. */
  private void go(Page page, String path) {
    if (!page.url().equals(rig.address() + path)) {
      page.evaluate(
          """
          path => {
            for (const part of document.querySelector("main").children) part.dataset.left = "";
            history.pushState({}, "", path);
            dispatchEvent(new PopStateEvent("popstate", {state: {}}));
          }""",
          path);
      gone(page.locator("main > [data-left]"));
    }
    gone(page.locator("main [role=status][aria-label]"));
    page.locator("main h1").first().waitFor();
  }

  private static void gone(Locator parts) {
    parts.first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  /** Has the page judge itself, by the rules named or, without them, by those of the tags. */
  private static void begin(Page page, List<String> tags, List<String> rules) {
    page.evaluate(JUDGE, List.of(tags, rules));
  }

  private void collect(Page page, String what) {
    @SuppressWarnings("unchecked")
    List<String> found = (List<String>) page.evaluate("() => window.judged");
    found.forEach(violation -> faults.add(what + ": " + violation));
  }

  /** Without the moments in which a colour changes. */
  private static Page.EmulateMediaOptions still(ColorScheme scheme) {
    return new Page.EmulateMediaOptions()
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  private static String axe() {
    try {
      return Files.readString(Path.of("webapp/node_modules/axe-core/axe.min.js"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
