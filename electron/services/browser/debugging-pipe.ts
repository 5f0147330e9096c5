/**
 * Hands the launch key to the pages of a browser that this process has opened, over the browser's debugging pipe:
 * two handles that nobody else has. It goes into the page's memory only, of pages of the one origin only, again at
 * every load. A browser ends by itself when the pipe does, so that no page outlives its host.
 */
import * as v from "valibot";
import { LAUNCH_KEY } from "#shared/host/proof.ts";
import { type DebuggingPipe, speakDevTools } from "./devtools-pipe.ts";

const pageFound = v.object({
  method: v.literal("Target.targetCreated"),
  params: v.object({ targetInfo: v.object({ targetId: v.string(), type: v.literal("page") }) }),
});
const pageAttached = v.object({
  method: v.literal("Target.attachedToTarget"),
  params: v.object({ sessionId: v.string() }),
});

export function handKeyOver(pipe: DebuggingPipe, origin: string, key: string): void {
  // a page that is gone before it has heard is nobody's loss, nor a browser that has ended
  const say = (method: string, params: object, sessionId?: string): void => {
    ask(method, params, sessionId).catch(() => undefined);
  };
  const { ask } = speakDevTools(pipe, (message) => {
    const found = v.safeParse(pageFound, message);
    if (found.success)
      say("Target.attachToTarget", { targetId: found.output.params.targetInfo.targetId, flatten: true });
    const attached = v.safeParse(pageAttached, message);
    if (!attached.success) return;
    const { sessionId } = attached.output.params;
    const source = giveKey(origin, key);
    say("Page.enable", {}, sessionId);
    say("Page.addScriptToEvaluateOnNewDocument", { source }, sessionId);
    // the page may stand already
    say("Runtime.evaluate", { expression: source }, sessionId);
  });
  say("Target.setDiscoverTargets", { discover: true });
}

/** Run in the page: the key waits under its name, and whoever waits for it hears the event. */
const giveKey = (origin: string, key: string): string =>
  `if (location.origin === ${JSON.stringify(origin)} && self === top) { self.${LAUNCH_KEY} = ${JSON.stringify(key)}; dispatchEvent(new Event(${JSON.stringify(LAUNCH_KEY)})); }`;
