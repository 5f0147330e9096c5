/** Asks a host as its page would, without a page: what the journal says before any page can mend it. */
import type { Desk } from "../support/launch.ts";

async function hostCall(desk: Desk, name: string, args: unknown): Promise<Record<string, unknown>> {
  const opened = await fetch(desk.address);
  const cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const origin = `http://127.0.0.1:${desk.port}`;
  const response = await fetch(`${origin}/call`, { method: "POST", headers: { "Content-Type": "application/json", Origin: origin, Cookie: cookie }, body: JSON.stringify({ name, args }) });
  const answer: { ok: boolean; value?: Record<string, unknown> } = JSON.parse(await response.text());
  if (!answer.ok || answer.value === undefined) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Number of the last entry that the journal of this desk holds. */
export async function journaled(desk: Desk): Promise<number> {
  const { library } = await hostCall(desk, "device.start", {});
  const stream = typeof library === "object" && library !== null && "stream" in library ? library.stream : null;
  return Number((await hostCall(desk, "journal.state", { stream })).lastSeq);
}
