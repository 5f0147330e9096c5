/**
 * The host of a desk whose keys are away: a window can be opened, and its page may type the library code. Until
 * that has opened the keys, nothing else of the desk is open, the data folder included.
 */
import type { CallResult, Handlers } from "#shared/host/contract.ts";
import { CALL_NAMES, createServe, type Serve } from "#shared/host/serve.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { OpenDeskError } from "./services/desk-services.ts";
import { parseLibraryCode } from "./services/sealing/library-code.ts";
import type { OpenHost } from "./shell.ts";

/** @param open by a code in canonical form */
export function lockedHost(open: (code: string) => Promise<Result<OpenHost, OpenDeskError>>): OpenHost {
  let opened: OpenHost | null = null;
  let serveOpened: Serve | null = null;
  let renew = (): void => undefined;
  const unlock = async (typed: string, beside: Handlers): Promise<CallResult<"device.unlock">> => {
    const code = parseLibraryCode(typed);
    if (code === null) return err({ tag: "code-malformed" });
    const host = await open(code);
    if (!host.ok) return err(faultOf(host.error));
    opened = host.value;
    opened.onRenew(renew);
    serveOpened = opened.serve({ ...beside, ...opened.handlers });
    return ok(null);
  };
  // every call has its handler; the type checker cannot follow names that are counted out
  const away = Object.fromEntries(CALL_NAMES.map((name) => [name, async () => err({ tag: "host-away" })])) as unknown as Handlers;
  return {
    handlers: { ...away, "device.start": async () => err({ tag: "keys-away" }) },
    onRenew: (given) => {
      renew = given;
    },
    serve: (beside) => {
      let last: ReturnType<typeof unlock> | null = null;
      // one after the other: the folder is opened once
      const next = (code: string): ReturnType<typeof unlock> => {
        const before = last ?? Promise.resolve();
        last = before.then(() => (opened === null ? unlock(code, beside) : ok(null)));
        return last;
      };
      const locked = createServe(
        { ...beside, "device.unlock": ({ code }) => next(code) },
        () => false,
        (name, error) => console.error(`bug in ${name}:`, error),
      );
      return (name, args) => (serveOpened ?? locked)(name, args);
    },
    close: async () => opened?.close(),
  };
}

function faultOf(error: OpenDeskError): Extract<CallResult<"device.unlock">, { readonly ok: false }>["error"] {
  switch (error.tag) {
    case "keychain-away":
      return { tag: "code-wrong" };
    case "io":
    case "disk-full":
      return error;
    case "folder-not-writable":
      return { tag: "io", code: error.code, name: error.path };
    case "damaged-file":
      return { tag: "io", code: error.tag, name: error.path };
    case "folder-in-use":
    case "rebuilding-broken":
      return { tag: "io", code: error.tag, name: "" };
  }
}
