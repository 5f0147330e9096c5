/**
 * Makes a host out of a way to send calls: one that never throws, and that answers `host-away` when
 * nothing comes back in time.
 */

import type { CallName, CallResult, Host } from "#shared/host/contract.ts";
import { err } from "#shared/kernel/result.ts";

/** Sends one call and answers what came back; rejects when the host cannot be reached. */
export type SendCall = (name: CallName, args: unknown) => Promise<unknown>;

const USUAL_WAIT_MS = 10_000;
/** Shares over slow lines, key derivation and hundreds of letters on old machines. */
const SLOW_WAIT_MS = 90_000;
const SLOW: ReadonlySet<CallName> = new Set<CallName>([
  "device.unlock",
  "library.found",
  "library.join",
  "share.probe",
  "share.prepare",
  "store.list",
  "store.get",
  "store.put",
  "store.delete",
  "backup.list",
  "backup.owners",
  "backup.begin",
  "backup.finish",
  "backup.reseal",
  "backup.files",
  "backup.carry",
  "backup.drop",
  "refresh.look",
  "refresh.read",
  "refresh.next",
  "trial.enter",
  "trial.leave",
  "print.pdf",
]);
/** A person is asked first, and may take as long as they like; or every file of a backup is opened. */
const ASKS_A_PERSON: ReadonlySet<CallName> = new Set<CallName>([
  "share.choose",
  "file.save",
  "print.page",
  "backup.show",
  "backup.choose",
  "backup.enter",
  "refresh.choose",
]);

const usualWait = (name: CallName): number | null =>
  ASKS_A_PERSON.has(name) ? null : SLOW.has(name) ? SLOW_WAIT_MS : USUAL_WAIT_MS;

/** @param waitMs how long to wait for an answer; null: without end */
export function createHostFrom(send: SendCall, waitMs: (name: CallName) => number | null = usualWait): Host {
  return async <N extends CallName>(name: N, args: unknown): Promise<CallResult<N>> => {
    const answer = await askInTime(send, name, args, waitMs(name));
    // the host builds its answers from the same contract; only the envelope is checked here
    return (isEnvelope(answer) ? answer : err({ tag: "host-away" })) as CallResult<N>;
  };
}

/** Null where sending fails, or nothing comes in time. */
async function askInTime(send: SendCall, name: CallName, args: unknown, ms: number | null): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    if (ms === null) return await send(name, args);
    const silence = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), ms);
    });
    return await Promise.race([send(name, args), silence]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

const isEnvelope = (answer: unknown): boolean =>
  typeof answer === "object" &&
  answer !== null &&
  "ok" in answer &&
  (answer.ok === true ? "value" in answer : answer.ok === false && "error" in answer);
