/** Writes of the staff feature. */
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Acts } from "../../acts/acts.ts";
import { create } from "../../db/write/changes.ts";
import type { Services } from "../../desk-services/services.ts";

/** @returns the new colleague's id, once it is in the journal; null when it could not be kept */
export async function addColleague(
  { clock, random }: Pick<Services, "clock" | "random">,
  acts: Pick<Acts, "run">,
  name: string,
  initials: string,
): Promise<string | null> {
  const id = uuidV7(clock.now(), random);
  const changes = [create("staff", id, { name, role: "desk", ...(initials !== "" && { initials }) })];
  const begun = await acts.run({
    command: "staff.add",
    changes,
    said: { id: "staff.did-add", values: { colleague: name } },
    quiet: true,
  });
  return begun !== null && (await begun.saved) ? id : null;
}
