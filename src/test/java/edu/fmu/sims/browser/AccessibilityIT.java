package edu.fmu.sims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Every page of the browser application, each as somebody who may see it: WCAG 2.2 AA in light, in
 * dark and in Urdu (right to left), and no page wider than a small phone.
 */
class AccessibilityIT {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  /** Only these can tell light from dark. */
  private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

  private static final List<String> PEOPLE =
      List.of("admin", "registrar", "examcell", "faculty", "student");
  private static final int PHONE = 360;

  @AutoClose private static final BrowserRig rig = new BrowserRig();

  private final List<String> faults = new ArrayList<>();

  @Test
  void everyPageIsAccessibleInEveryLookAndFitsAPhone() {
    Set<String> left = new LinkedHashSet<>();
    PageTable.signedIn().forEach(entry -> left.add(entry.path()));
    assertThat(left).contains("/", "/students/:id");
    for (String person : PEOPLE) {
      List<String> pages = pagesOf(person, left);
      if (!pages.isEmpty()) {
        Page page = rig.open(ColorScheme.LIGHT, 1440);
        page.emulateMedia(still(ColorScheme.LIGHT));
        rig.signIn(page, person);
        pages.forEach(path -> lookAt(page, path, person + " "));
        page.locator("button[lang=ur]").click();
        page.locator("html[dir=rtl]").waitFor();
        pages.forEach(path -> readIn(page, path, person + " urdu "));
        page.context().close();
      }
    }
    assertThat(left).as("pages that none of the demo's people opens").isEmpty();
    assertThat(faults).isEmpty();
    assertThat(rig.complaints()).isEmpty();
  }

  @Test
  void thePagesBeforeTheSignInAreAccessibleToo() {
    List<String> paths = new ArrayList<>(PageTable.open());
    assertThat(paths).contains("/check");
    paths.add("/");
    Page page = rig.open(ColorScheme.LIGHT, 1440);
    page.emulateMedia(still(ColorScheme.LIGHT));
    for (String path : paths) {
      page.navigate(rig.address() + path);
      page.locator("h1").first().waitFor();
      judge(page, path);
    }
    page.context().close();
    assertThat(faults).isEmpty();
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
  private static String withRecord(String person, String path) {
    if (!path.contains(":id")) {
      return path;
    }
    String noun = path.substring(1, path.indexOf("/:id"));
    int id = rig.get(person, "/api/" + noun + "/").path("results[0].id");
    return path.replace(":id", Integer.toString(id));
  }

  private void lookAt(Page page, String path, String who) {
    go(page, path);
    judge(page, who + path);
  }

  private void judge(Page page, String what) {
    collect(page, what + " light", RULES, List.of());
    page.emulateMedia(still(ColorScheme.DARK));
    collect(page, what + " dark", List.of(), COLOURS);
    page.emulateMedia(still(ColorScheme.LIGHT));
    measure(page, what);
  }

  private void readIn(Page page, String path, String who) {
    go(page, path);
    collect(page, who + path, RULES, List.of());
    measure(page, who + path);
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
  private static void go(Page page, String path) {
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

  private void collect(Page page, String what, List<String> tags, List<String> rules) {
    // The announcer holds, for some seconds, the name of a button that has just gone.
    AxeBuilder axe = new AxeBuilder(page).exclude("[data-live-announcer]");
    (rules.isEmpty() ? axe.withTags(tags) : axe.withRules(rules))
        .analyze()
        .getViolations()
        .forEach(
            violation ->
                violation
                    .getNodes()
                    .forEach(
                        node ->
                            faults.add(what + ": " + violation.getId() + " " + node.getHtml())));
  }

  /** Without the moments in which a colour changes. */
  private static Page.EmulateMediaOptions still(ColorScheme scheme) {
    return new Page.EmulateMediaOptions()
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE);
  }
}
