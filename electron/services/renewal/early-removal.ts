/**
 * Electron opens its sessions by itself once it is ready: the profile is put aside before, without waiting, or not at
 * this start.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { type ProfilePlace, profilePlace } from "./profile-place.ts";

const ATTEMPTS = 15;
const ATTEMPT_MS = 200;

const due = v.pipe(v.string(), v.parseJson(), v.object({ copy: v.object({ isAside: v.literal(false) }) }));

export function putAsideEarly(dataFolder: string, folder: string): ProfilePlace {
  const place = profilePlace(folder);
  let stays: string | null = "EBUSY";
  // the program that ended a moment ago, to be started again, may still hold a file
  for (let attempt = 0; isDue(dataFolder) && attempt < ATTEMPTS && stays !== null; attempt++) {
    if (attempt > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ATTEMPT_MS);
    stays = place.putAside();
  }
  return { ...place, putAside: () => stays };
}

function isDue(dataFolder: string): boolean {
  try {
    return v.safeParse(due, readFileSync(join(dataFolder, "renewal.json"), "utf8")).success;
  } catch {
    return false;
  }
}
