/**
 * The ends of a trial: its library is founded without a question, and left with all that is in it. What the browser
 * keeps of it goes first: where the host cannot follow then, the trial stands again from its journal.
 */
import type { Host } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { FOUNDERS_LETTER } from "#shared/model/input/register-number.ts";
import type { DeskDb } from "../../db/database.ts";
import { type BootFailure, hostFailure } from "./boot-failure.ts";
import { languageAt, trialPlace } from "./trial-place.ts";

/** @returns the start as it is now */
export async function foundTrialLibrary(host: Host, start: StartInfo): Promise<Result<StartInfo, BootFailure>> {
  const { libraryName, deskName, branches } = await trialPlace(languageAt(start));
  const names = { libraryName, deskName, branchName: branches[0].name };
  const founded = await host("library.found", names);
  // by the same page before it was loaded again in the middle of that
  if (!founded.ok && founded.error.tag === "already-member") {
    const again = await host("device.start", {});
    return again.ok ? again : err(hostFailure(again.error));
  }
  if (!founded.ok) return err(hostFailure(founded.error));
  const named = await host("settings.write", {
    deskName: names.deskName,
    deskLetter: FOUNDERS_LETTER,
    letterOf: founded.value.stream,
  });
  if (!named.ok) return err(hostFailure(named.error));
  const { libraryId: id, stream } = founded.value;
  return ok({ ...start, settings: named.value, library: { id, stream } });
}

/** What is told of a leaving on its way. */
type Leaving =
  | { readonly state: "starting"; readonly step: "trial-leaving"; readonly start: StartInfo }
  | { readonly state: "failed"; readonly failure: BootFailure }
  | { readonly state: "trial-left"; readonly start: StartInfo };

interface LeavingDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly start: StartInfo;
  readonly report: (leaving: Leaving) => void;
  /** Ends whatever of this page has the database open. */
  readonly stop: () => void;
  /** How the time passes that another window may take to let go of the database. */
  readonly wait: (ms: number) => Promise<void>;
  readonly reload: () => void;
}

const LET_GO_MS = 5_000;

export async function leaveTrial({ db, host, start, report, stop, wait, reload }: LeavingDeps): Promise<void> {
  report({ state: "starting", step: "trial-leaving", start });
  stop();
  await Promise.race([db.delete({ disableAutoOpen: true }).catch(() => undefined), wait(LET_GO_MS)]);
  const left = await host("trial.leave", {});
  if (!left.ok) report({ state: "failed", failure: hostFailure(left.error) });
  else if (left.value.next === "end") report({ state: "trial-left", start });
  else reload();
}
