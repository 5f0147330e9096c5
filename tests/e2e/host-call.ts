/** Asks a host as its page would, without a page: what the journal says before any page can mend it. */
import { once } from "node:events";
import { readKeyedAddress } from "../../electron/ipc/launch-key.ts";
import { connectProved } from "../../electron/ipc/prove-host.ts";
import type { Desk } from "../support/launch.ts";

export async function hostCall(desk: Desk, name: string, args: unknown): Promise<Record<string, unknown>> {
  const launch = readKeyedAddress(desk.address);
  const socket = launch === null ? null : await connectProved(launch);
  if (socket === null) throw new Error(`no desk proves itself at ${desk.address}`);
  const answered = once(socket, "message");
  socket.send(JSON.stringify({ no: 1, name, args }));
  const [text] = await answered;
  socket.terminate();
  const { answer }: { answer: { ok: boolean; value?: Record<string, unknown> } } = JSON.parse(String(text));
  if (!answer.ok || answer.value === undefined) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Number of the last entry that the journal of this desk holds. */
export async function journaled(desk: Desk): Promise<number> {
  const { library } = await hostCall(desk, "device.start", {});
  const stream = typeof library === "object" && library !== null && "stream" in library ? library.stream : null;
  return Number((await hostCall(desk, "journal.state", { stream })).lastSeq);
}
