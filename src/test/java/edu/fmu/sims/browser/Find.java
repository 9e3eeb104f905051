package edu.fmu.sims.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Finds things on a page as people name them. */
final class Find {
  private static final int MOST_TABS = 120;

  private Find() {}

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  static Locator dialog(Page page) {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** The field of a line's first mark, the lines counted from 0; a click brings it there. */
  static Locator markField(Page page, int line) {
    String words = "cell => cell.firstChild.textContent";
    Locator row = page.locator("tbody tr").nth(line);
    Object student = row.locator("th").evaluate(words);
    Object assessment = page.locator("thead th").nth(1).evaluate(words);
    Locator field =
        page.getByLabel(student + ", " + assessment, new Page.GetByLabelOptions().setExact(true));
    if (field.count() == 0) {
      row.locator("td").first().click();
    }
    return field;
  }

  /** Presses the tabulator until that has the focus, as somebody without a mouse must. */
  static void tabTo(Locator wanted) {
    for (int presses = 0; presses < MOST_TABS; presses++) {
      if (Boolean.TRUE.equals(wanted.evaluate("part => part === document.activeElement"))) {
        return;
      }
      wanted.page().keyboard().press("Tab");
    }
    throw new AssertionError("no number of tabulators reaches " + wanted);
  }
}
