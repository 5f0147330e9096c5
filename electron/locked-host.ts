/**
 * The host of a desk whose keys are away: a window can be opened, and its page may type the library code, or read the
 * log. Until that has opened the keys, nothing else of the desk is open; its data folder is held.
 */
import type { CallResult, Handlers } from "#shared/host/contract.ts";
import type { KeyGuard } from "#shared/host/device-calls.ts";
import { CALL_NAMES, type Serve } from "#shared/host/serve.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { OpenHost, Renew } from "./open-host.ts";
import type { HeldDesk, OpenHeldError } from "./services/desk-services.ts";
import { logHandlers, type WindowHandlers } from "./services/handlers.ts";
import { parseLibraryCode } from "./services/sealing/library-code.ts";
import { watchedServe } from "./watched-serve.ts";

/**
 * @param keys what guards them once they are open
 * @param open by a code in canonical form
 */
export function lockedHost(
  held: Omit<HeldDesk, "open">,
  keys: KeyGuard,
  open: (code: string) => Promise<Result<OpenHost, OpenHeldError>>,
): OpenHost {
  let opened: OpenHost | null = null;
  let serveOpened: Serve | null = null;
  let renew: Renew | null = null;
  // one after the other: the folder is opened once, and closed behind that
  const exclusive = oneAtATime();
  const unlock = async (typed: string, ofWindow: WindowHandlers): Promise<CallResult<"device.unlock">> => {
    if (opened !== null) return ok(null);
    const code = parseLibraryCode(typed);
    if (code === null) return err({ tag: "code-malformed" });
    const host = await open(code);
    if (!host.ok) return err(faultOf(host.error));
    opened = host.value;
    opened.onRenew(renew);
    serveOpened = opened.serve(ofWindow);
    return ok(null);
  };
  // every call has its handler; the type checker cannot follow names that are counted out
  const away = Object.fromEntries(
    CALL_NAMES.map((name) => [name, async () => err({ tag: "host-away" })]),
  ) as unknown as Handlers;
  return {
    onRenew: (given) => {
      renew = given;
      opened?.onRenew(given);
    },
    renew: async (page) => opened?.renew(page),
    language: () => opened?.language(),
    letGo: (page) => opened?.letGo(page),
    serve: (ofWindow) => {
      const locked = watchedServe(
        {
          ...away,
          ...ofWindow,
          ...logHandlers(held),
          "device.start": async () => err({ tag: "keys-away", keys }),
          "device.unlock": ({ code }) => exclusive(() => unlock(code, ofWindow)),
        },
        held,
      );
      return (name, args) => (serveOpened ?? locked)(name, args);
    },
    close: () => exclusive(async () => (opened === null ? held.release() : opened.close())),
  };
}

function faultOf(error: OpenHeldError): Extract<CallResult<"device.unlock">, { readonly ok: false }>["error"] {
  switch (error.tag) {
    case "keychain-away":
      return { tag: "code-wrong" };
    case "damaged-file":
      return { tag: "io", code: error.tag, name: error.path };
    case "io":
    case "disk-full":
      return error;
  }
}
