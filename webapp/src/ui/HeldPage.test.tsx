import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { BrowserRouter, Link, Route, Routes } from "react-router";
import { afterEach, beforeEach, expect, test } from "vitest";
import { leave, watchBack } from "../lib/back";
import { HeldPage } from "./Dialog";
import { RecordForm } from "./RecordForm";

watchBack();
afterEach(cleanup);

const FIELDS = [{ name: "name", label: "Name" }];

/** A page with a form, reached from another one. */
beforeEach(async () => {
  history.replaceState({ idx: 0 }, "", "/courses");
  render(
    <BrowserRouter>
      <Link to="/courses">Courses</Link>
      <Link to="/settings?tab=2">Second tab</Link>
      <HeldPage>
        <Routes>
          <Route path="/courses" element={<Link to="/settings">Settings</Link>} />
          <Route
            path="/settings"
            element={
              <RecordForm fields={FIELDS} initial={{ name: "FMU" }} submit="Save" onSubmit={async () => {}} />
            }
          />
        </Routes>
      </HeldPage>
    </BrowserRouter>,
  );
  fireEvent.click(screen.getByText("Settings"));
  await screen.findByLabelText("Name");
});

function type(value: string) {
  fireEvent.change(screen.getByLabelText("Name"), { target: { value } });
}

async function stay() {
  fireEvent.click(await screen.findByText("Go on typing"));
  await waitFor(() => expect(screen.queryByText("Go on typing")).toBeNull());
  expect(location.pathname).toBe("/settings");
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Faculty of Medicine");
}

test("a link leaves a page in which something is typed only after it was asked", async () => {
  type("Faculty of Medicine");
  fireEvent.click(screen.getByText("Courses"));
  await stay();
  fireEvent.click(screen.getByText("Courses"));
  fireEvent.click(await screen.findByText("Discard"));
  await waitFor(() => expect(location.pathname).toBe("/courses"));
  await screen.findByText("Settings");
});

test("so does the browser's Back, also after the page's own address has changed", async () => {
  type("Faculty of Medicine");
  fireEvent.click(screen.getByText("Second tab"));
  await waitFor(() => expect(location.search).toBe("?tab=2"));
  expect(screen.queryByText("Go on typing")).toBeNull();
  history.go(-2);
  await stay();
  expect(location.search).toBe("?tab=2");
  history.go(-2);
  fireEvent.click(await screen.findByText("Discard"));
  await waitFor(() => expect(location.pathname).toBe("/courses"));
  await screen.findByText("Settings");
});

test("so does what needs no link", async () => {
  const left: string[] = [];
  type("Faculty of Medicine");
  leave("/students", () => left.push("asked"));
  expect(left).toEqual([]);
  fireEvent.click(await screen.findByText("Discard"));
  expect(left).toEqual(["asked"]);
});

test("where nothing is typed, or it is saved, nothing is asked", async () => {
  type("Faculty of Medicine");
  fireEvent.click(screen.getByText("Save"));
  await waitFor(() =>
    expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(true),
  );
  fireEvent.click(screen.getByText("Courses"));
  await waitFor(() => expect(location.pathname).toBe("/courses"));
  fireEvent.click(screen.getByText("Settings"));
  await screen.findByLabelText("Name");
  fireEvent.click(screen.getByText("Courses"));
  await waitFor(() => expect(location.pathname).toBe("/courses"));
  expect(screen.queryByText("Go on typing")).toBeNull();
});
