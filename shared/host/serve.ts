/**
 * The host's end of the contract: takes whatever arrived, finds the call, parses the arguments once and
 * hands them on. Whatever does not fit is answered as `bad-request` and reaches no handler.
 */
import * as v from "valibot";
import { err } from "../kernel/result.ts";
import { type CallName, CONTRACT, type Handlers } from "./contract.ts";
import { isOfHolder, pageOf } from "./of-holder.ts";

/** Never rejects; answers the call's `Result`. */
export type Serve = (name: unknown, args: unknown) => Promise<unknown>;

const isCallName = (name: unknown): name is CallName => typeof name === "string" && Object.hasOwn(CONTRACT, name);

/** Their pages know of it: an append or an erasing that comes too late is brought again. */
const ANSWERS_LOST: ReadonlySet<CallName> = new Set<CallName>([
  "journal.append",
  "journal.erase",
  "folder.rebuild",
  "folder.rebuilt",
  "renewal.put",
  "renewal.begin",
  "renewal.end",
  "renewal.drop",
]);

/** The names of all calls, for tests and diagnostics. */
export const CALL_NAMES: readonly CallName[] = Object.keys(CONTRACT).filter(isCallName);

/**
 * @param holds whether a page holds the lease
 * @param onBug hears what a handler threw; the page is told `host-away`, since nothing is known of the effect
 */
export function createServe(
  handlers: Handlers,
  holds: (page: string | undefined) => boolean,
  onBug: (name: CallName, error: unknown) => void,
): Serve {
  return async (name, args) => {
    if (!isCallName(name)) return err({ tag: "bad-request", issue: "unknown call" });
    const isRefused = isOfHolder(name) && !holds(pageOf(args));
    if (isRefused)
      return err(
        ANSWERS_LOST.has(name)
          ? { tag: "lease-lost" }
          : { tag: "bad-request", issue: "not the page that holds the lease" },
      );
    const parsed = v.safeParse(CONTRACT[name].args, args);
    if (!parsed.success)
      return err({ tag: "bad-request", issue: v.getDotPath(parsed.issues[0]) ?? parsed.issues[0].message });
    // The schema and the handler of one name belong together; the compiler cannot follow a union of names.
    const handler = handlers[name] as (args: unknown) => Promise<unknown>;
    try {
      return await handler(parsed.output);
    } catch (error) {
      onBug(name, error);
      return err({ tag: "host-away" });
    }
  };
}
