import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLocation } from "react-router";

const KEY = "list-address";

/** Keeps what a list is narrowed to for the way back from one of its records, until the sign-out. */
export function useNoteListAddress() {
  const queries = useQueryClient();
  const { pathname, search } = useLocation();
  useEffect(() => {
    queries.setQueryDefaults([KEY], { gcTime: Number.POSITIVE_INFINITY });
    queries.setQueryData([KEY, pathname], search);
  }, [queries, pathname, search]);
}

/** The address of that list as it was left. */
export function useListAddress(path: string): string {
  return path + (useQueryClient().getQueryData<string>([KEY, path]) ?? "");
}
