/**
 * One way for every act of the desk to be saved and told: refused while the journal does not answer, being
 * saved until it has, confirmed with the act's name, and never reported as saved when it is not.
 */
import { assertNever } from "#shared/kernel/assert.ts";
import type { Change } from "../../db/changes.ts";
import type { Health } from "../../db/journal-client.ts";
import { DatabaseGone } from "../../db/presence.ts";
import type { SaveFailure, Written } from "../../db/writer.ts";
import type { Message } from "../../i18n/message-id.ts";
import { showPale } from "../../ui/pale-toast.ts";
import type { ToastAction } from "../../ui/toast.tsx";
import type { DeskDeps } from "./desk-deps.ts";

export interface Told {
  readonly text: string;
  readonly detail?: string;
  readonly actions?: readonly ToastAction[];
}

type SavingDeps = Pick<DeskDeps, "services" | "toasts" | "t" | "turn">;

const HINDERED: Readonly<Record<Exclude<Health, "ok">, Message>> = {
  silent: { id: "desk.journal-silent" },
  full: { id: "desk.disk-full" },
  away: { id: "desk.folder-away" },
  gone: { id: "desk.database-gone" },
};

/** @returns null where nothing was written: the form keeps its text */
export async function save(deps: SavingDeps, command: string, changes: readonly Change[], told: (written: Written) => Told): Promise<Written | null> {
  const { writer } = deps.services;
  const health = writer.health.get();
  if (health !== "ok") {
    deps.toasts.show({ tone: "failed", text: deps.t("desk.not-saved"), detail: say(deps, HINDERED[health]) });
    return null;
  }
  const written = await writer.run(command, changes).catch(goneAway);
  if (written === null) {
    deps.toasts.show({ tone: "failed", text: deps.t("desk.not-saved"), detail: say(deps, HINDERED.gone) });
    return null;
  }
  tell(deps, written, told(written));
  return written;
}

/** Nothing was written: it is said as any other hindrance. */
function goneAway(error: unknown): null {
  if (error instanceof DatabaseGone) return null;
  throw error;
}

/** Says that the act is being saved, and what it was once the journal has answered. */
function tell(deps: SavingDeps, written: Written, told: Told): void {
  const turn = ++deps.turn.current;
  showPale(deps.toasts, deps.t("acts.saving"), written.confirmed);
  void written.confirmed.then((answer) => {
    if (answer.ok && turn !== deps.turn.current) return;
    if (answer.ok) deps.toasts.show({ ...told, tone: "done" });
    else {
      deps.toasts.show({ tone: "failed", text: deps.t("desk.not-confirmed", { act: told.text }), detail: say(deps, failureMessage(answer.error)) });
      whenItAnswers(deps, () => turn === deps.turn.current && deps.toasts.show({ ...told, tone: "done" }));
    }
  });
}

/** Entries wait in the log, in order: once the journal answers again, the late one is in it. */
function whenItAnswers({ services: { writer } }: SavingDeps, then: () => void): void {
  const stop = writer.health.subscribe(() => {
    if (writer.health.get() !== "ok") return;
    stop();
    then();
  });
}

const say = (deps: SavingDeps, message: Message): string => deps.t(message.id, message.values);

function failureMessage(failure: SaveFailure): Message {
  switch (failure.tag) {
    case "journal-silent":
      return { id: "desk.journal-silent" };
    case "disk-full":
      return { id: "desk.disk-full" };
    case "journal-refused":
      return { id: "desk.journal-refused" };
    case "folder-away":
      return { id: "acts.folder-away", values: { path: failure.path, code: failure.code } };
    case "database-gone":
      return { id: "desk.database-gone" };
    default:
      return assertNever(failure);
  }
}
