package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody does: sign in, come back, sign out. */
@ExtendWith(BrowserRig.Shared.class)
class EveryoneJourneyIT {
  private final BrowserRig rig;

  EveryoneJourneyIT(BrowserRig rig) {
    this.rig = rig;
  }

  @Test
  void aSessionSurvivesAReloadAndNoTokenIsStored() {
    Page page = rig.signIn("registrar");
    page.reload();
    page.locator("nav#navigation").waitFor();
    String stored = (String) page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})");
    assertThat(stored).doesNotContain("eyJ");
    button(page, "Sign out").click();
    assertThat(page.getByLabel("Username or email")).isVisible();
    page.reload();
    assertThat(page.getByLabel("Username or email")).isVisible();
  }

  @Test
  void aWrongPasswordIsToldAndADeepLinkWithoutTheRightToo() {
    Page page = rig.open(ColorScheme.LIGHT, 1440);
    page.getByLabel("Username or email").fill("student");
    page.getByLabel("Password").fill("not the passphrase");
    button(page, "Sign in").click();
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    rig.signIn(page, "student");
    page.navigate(rig.address() + "/users");
    assertThat(page.getByText("Your role does not open this page.")).isVisible();
  }

  @Test
  void aListKeepsItsFiltersThroughAReloadARecordAndBack() {
    Page page = rig.signIn("registrar");
    page.navigate(rig.address() + "/students");
    Locator rows = page.locator("main tbody tr");
    Locator status =
        page.getByRole(
            AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Status").setExact(true));
    status.selectOption("active");
    page.locator("main th button").filter(new Locator.FilterOptions().setHasText("Name")).click();
    assertThat(page).hasURL(Pattern.compile(".*status=active.*"));
    page.waitForLoadState(LoadState.NETWORKIDLE);
    String before = rows.first().textContent();

    page.reload();
    assertThat(status).hasValue("active");
    assertThat(rows.first()).hasText(before);
    rows.first().getByRole(AriaRole.LINK).first().click();
    assertThat(page).hasURL(Pattern.compile(".*/students/\\d+$"));
    page.goBack();
    assertThat(status).hasValue("active");
    assertThat(rows.first()).hasText(before);

    rows.first().getByRole(AriaRole.LINK).first().click();
    page.locator("main header a")
        .filter(new Locator.FilterOptions().setHasText("Students"))
        .click();
    assertThat(status).hasValue("active");
    assertThat(rows.first()).hasText(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "registrar", "examcell", "faculty"})
  void everyFigureOfTheHomePageIsThatOfTheListBehindIt(String who) {
    Page page = rig.signIn(who);
    page.locator("main .tiles > a").first().waitFor();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    Map<String, String> figures = new LinkedHashMap<>();
    for (Locator tile : page.locator("main .tiles > a").all()) {
      String figure = tile.locator("span").nth(1).innerText();
      if (figure.matches("\\d+")) {
        figures.put(tile.getAttribute("href"), figure);
      }
    }
    assertThat(figures).hasSizeGreaterThanOrEqualTo(5);
    figures.forEach(
        (address, figure) -> {
          page.navigate(rig.address() + address);
          assertThat(page.getByText(Pattern.compile("^" + figure + " records?$"))).isVisible();
        });
  }
}
