/** From the numbers of an outreach to the people whom they count; the way back leads to the step on which the number stands. */
import { useLocation, useSearch } from "wouter";
import type { OutreachDoor } from "../../platform/worker/outreach-api.ts";
import { doorPath } from "./outreach-words.ts";

export function useDoors(outreach: string): (door: OutreachDoor) => void {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const here = search === "" ? path : `${path}?${search}`;
  return (door) => navigate(doorPath(outreach, door, here));
}
