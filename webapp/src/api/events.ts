import { authorized } from "./client";
import { problemOf } from "./problem";

/** Reads server-sent events with the token, from where the last connection broke off, until they end. */
export async function follow(
  path: string,
  seen: (data: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  let last = "";
  for (;;) {
    try {
      const headers: Record<string, string> = { Accept: "text/event-stream" };
      if (last) headers["Last-Event-ID"] = last;
      const response = await authorized(
        new Request(new URL(path, window.location.origin), { headers, signal }),
      );
      if (!response.ok || !response.body) throw await problemOf(response);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        text += value;
        const blocks = text.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) {
          const lines = block.split("\n");
          last =
            lines
              .find((line) => line.startsWith("id:"))
              ?.slice(3)
              .trim() ?? last;
          const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
          if (data.length > 0) seen(JSON.parse(data.join("\n")));
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
}
