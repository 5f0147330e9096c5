/** Writes of the staff feature. */
import { uuidV7 } from "#shared/kernel/ids.ts";
import { create } from "../../db/changes.ts";
import type { Services } from "../../db/services.ts";

/** @returns the new colleague's id, once it is in the journal; null when it could not be kept */
export async function addColleague({ writer, clock, random }: Services, name: string, initials: string): Promise<string | null> {
  const id = uuidV7(clock.now(), random);
  const written = await writer.run("staff.add", [create("staff", id, { name, role: "desk", ...(initials !== "" && { initials }) })]);
  return (await written.confirmed).ok ? id : null;
}
