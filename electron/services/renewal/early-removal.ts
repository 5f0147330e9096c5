/** Electron opens its sessions by itself once it is ready: the profile is put aside before, without waiting, or not at this start. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { type ProfilePlace, profilePlace } from "./profile-place.ts";

const due = v.pipe(v.string(), v.parseJson(), v.object({ copy: v.object({ isAside: v.literal(false) }) }));

export function putAsideEarly(dataFolder: string, folder: string): ProfilePlace {
  const place = profilePlace(folder);
  const stays = isDue(dataFolder) ? place.putAside() : "EBUSY";
  return { ...place, putAside: () => stays };
}

function isDue(dataFolder: string): boolean {
  try {
    return v.safeParse(due, readFileSync(join(dataFolder, "renewal.json"), "utf8")).success;
  } catch {
    return false;
  }
}
