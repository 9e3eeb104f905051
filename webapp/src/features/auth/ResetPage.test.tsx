import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { MemoryRouter, useNavigate } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { api } from "../../api/client";
import ResetPage from "./ResetPage";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Later() {
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => navigate("/reset-password#token=second")}>
      paste
    </button>
  );
}

test("an address without its token is told at once, and the token of a link pasted over it counts", async () => {
  const sent: unknown[] = [];
  vi.spyOn(api, "POST").mockImplementation((async (_: string, init: { body: unknown }) => {
    sent.push(init.body);
    return { data: {}, response: Response.json({}) };
  }) as never);
  render(
    <MemoryRouter initialEntries={["/reset-password"]}>
      <ResetPage />
      <Later />
    </MemoryRouter>,
  );
  expect(screen.getByRole("alert").textContent).toContain("This address is not whole.");
  expect(screen.queryByLabelText("New password")).toBeNull();
  fireEvent.click(screen.getByText("paste"));
  fireEvent.change(screen.getByLabelText("New password"), { target: { value: "a sentence of my own" } });
  fireEvent.click(screen.getByText("Set password"));
  await waitFor(() => expect(sent).toEqual([{ token: "second", new_password: "a sentence of my own" }]));
});
