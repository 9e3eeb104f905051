import { i18n } from "@lingui/core";
import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { messageOf } from "../api/problem";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import styles from "./Shell.module.css";

/** Tells that something on the page could not be read anew: what was read before stays, and what is typed with it. */
export function Stale() {
  const queries = useQueryClient();
  const cache = queries.getQueryCache();
  const failed = useCallback(
    () =>
      cache
        .findAll({ type: "active" })
        .filter((query) => query.state.status === "error" && query.state.data !== undefined),
    [cache],
  );
  const first = useSyncExternalStore(
    useCallback((listener) => cache.subscribe(notifyManager.batchCalls(listener)), [cache]),
    () => failed()[0],
  );
  return first ? (
    <div className={styles.offline}>
      <Notice tone="warn">
        <div className="row between">
          <span>
            {i18n.t("What you see may be out of date.")} {messageOf(first.state.error)}
          </span>
          <Button
            small
            onPress={() =>
              Promise.all(
                failed().map((query) => queries.refetchQueries({ queryKey: query.queryKey, exact: true })),
              )
            }
          >
            {i18n.t("Try again")}
          </Button>
        </div>
      </Notice>
    </div>
  ) : null;
}
