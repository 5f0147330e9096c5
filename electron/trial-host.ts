/**
 * The host of a desk and, behind the same window, port and key, of its trial. Entering opens the trial's data folder
 * and serves that one to the page, which is loaded again; the desk's own folder stays held, so that a second start is led
 * here, and nothing is asked of it meanwhile. Leaving closes the trial, deletes its folder and serves the desk again. A
 * trial that was started by itself ends with its program.
 */
import { basename, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { CallResult } from "#shared/host/contract.ts";
import { pageOf } from "#shared/host/of-holder.ts";
import { isObject } from "#shared/kernel/json.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { openDeskHost, type ShellPlace } from "./desk-host.ts";
import { type CountedServe, countCalls } from "./ipc/settled.ts";
import type { OpenHost } from "./open-host.ts";
import type { OpenDeskError } from "./services/desk-services.ts";
import { nodeFileSystem } from "./services/file-system.ts";
import type { HeldFile } from "./services/rebuilding/folder-rebuilding.ts";
import { profilePlace } from "./services/renewal/profile-place.ts";
import { canBeTrial, copyTrialNote, removeEndedTrial, trialFolderOf } from "./services/trial-folder.ts";
import type { StartOptions } from "./start-options.ts";
import { trialStaysSentence } from "./start-sentences.ts";

export interface ShellHost extends OpenHost {
  /** What is run when the program is to end, since its trial was left. */
  readonly onEnd: (end: () => void) => void;
}

/** The most that a call under way may take, a question to a person among them. */
const SETTLED_WITHIN_MS = 5_000;
/** Within it the page has its answer. */
const ANSWERED_MS = 300;

/** Before anything is opened: ends a deletion that has broken off. */
export function finishLeaving({ demo, dataFolder }: StartOptions): void {
  removeEndedTrial(demo ? dataFolder : trialFolderOf(dataFolder));
}

export async function openShellHost(
  options: StartOptions,
  place: ShellPlace,
): Promise<Result<ShellHost, OpenDeskError>> {
  const own = await openDeskHost(options, options.demo ? ofTrial(place) : place);
  if (!own.ok) return own;
  return ok(options.demo ? endingHost(own.value, options.dataFolder) : changingHost(own.value, options, place));
}

function endingHost(own: OpenHost, folder: string): ShellHost {
  let isLeft = false;
  let end: () => void = () => undefined;
  return {
    ...own,
    onEnd: (given) => {
      end = given;
    },
    serve: (ofWindow) => {
      const serve = own.serve(ofWindow);
      return async (name, args) => {
        const answer = await serve(name, args);
        if (name === "trial.leave" && isOk(answer) && !isLeft) {
          isLeft = true;
          setTimeout(() => end(), ANSWERED_MS);
        }
        return answer;
      };
    },
    close: async () => {
      await own.close();
      const stays = isLeft ? removeEndedTrial(folder) : null;
      if (stays !== null) console.error(trialStaysSentence(folder, stays));
    },
  };
}

function changingHost(own: OpenHost, options: StartOptions, place: ShellPlace): ShellHost {
  const folder = trialFolderOf(options.dataFolder);
  const exclusive = oneAtATime();
  let trial: OpenHost | null = null;

  const open = async (): Promise<CallResult<"trial.enter"> | OpenHost> => {
    const stays = removeEndedTrial(folder);
    if (stays !== null) return err({ tag: "io", code: stays, name: basename(folder) });
    if (!canBeTrial(folder)) return err({ tag: "not-a-trial", path: folder });
    const language = own.language();
    const opened = await openDeskHost(
      // invented readers reach no share of a library
      { ...options, dataFolder: folder, share: null, demo: true },
      {
        ...ofTrial(place),
        ...(language !== undefined && { language }),
        // its own: that of the desk stands under the open window
        profile: profilePlace(join(folder, basename(place.profile.folder))),
        // the desk's own host sees to it
        end: () => undefined,
      },
    );
    if (!opened.ok) return err(whyNotOpen(opened.error, folder));
    // a second start of the trial is led here too
    await place.openFile?.copyTo(folder);
    return opened.value;
  };

  return {
    ...own,
    onEnd: () => undefined,
    serve: (ofWindow) => {
      const desk = countCalls(own.serve(ofWindow));
      let current: CountedServe = desk;
      let changing: Promise<unknown> = Promise.resolve();
      const enter = async (page: string | undefined): Promise<CallResult<"trial.enter">> => {
        const opened = await open();
        if ("ok" in opened) return opened;
        trial = opened;
        own.letGo(page);
        current = countCalls(opened.serve(ofWindow));
        return ok(null);
      };
      const leave = async (): Promise<CallResult<"trial.leave">> => {
        const left = trial;
        trial = null;
        current = desk;
        // what it could not close goes all the same
        await left?.close().catch(noteBug);
        const stays = removeEndedTrial(folder);
        return stays === null ? ok({ next: "desk" }) : err({ tag: "io", code: stays, name: basename(folder) });
      };
      const change = async (name: "trial.enter" | "trial.leave", args: unknown): Promise<unknown> => {
        await Promise.race([current.settled(), wait(SETTLED_WITHIN_MS, undefined, { ref: false })]);
        const answer = await current.serve(name, args);
        if (!isOk(answer)) return answer;
        return name === "trial.enter" ? enter(pageOf(args)) : leave();
      };
      return async (name, args) => {
        if (name === "trial.enter" || name === "trial.leave") {
          const changed = exclusive(() => change(name, args)).catch((error: unknown) => {
            noteBug(error);
            return err({ tag: "host-away" });
          });
          // what is asked meanwhile is asked of whoever is there then
          changing = changed;
          return changed;
        }
        await changing;
        return current.serve(name, args);
      };
    },
    close: () =>
      exclusive(async () => {
        await trial?.close();
        await own.close();
      }),
  };
}

/** A folder that is made anew in the place of a lost one is a trial's too. */
function ofTrial(place: ShellPlace): ShellPlace {
  const openFile: HeldFile = {
    copyTo: async (folder) => {
      const noted = await copyTrialNote(nodeFileSystem, folder);
      return noted.ok && place.openFile !== undefined ? place.openFile.copyTo(folder) : noted;
    },
  };
  return { ...place, openFile };
}

function whyNotOpen(
  error: OpenDeskError,
  folder: string,
): Extract<CallResult<"trial.enter">, { readonly ok: false }>["error"] {
  switch (error.tag) {
    case "folder-in-use":
      return { tag: "trial-in-use" };
    case "io":
    case "disk-full":
      return error;
    case "folder-not-writable":
      return { tag: "io", code: error.code, name: basename(folder) };
    case "rebuilding-broken":
    case "damaged-file":
    case "keychain-away":
      return { tag: "io", code: error.tag, name: basename(folder) };
  }
}

const noteBug = (error: unknown): void => console.error("bug in the change between desk and trial:", error);

const isOk = (answer: unknown): boolean => isObject(answer) && answer.ok === true;
