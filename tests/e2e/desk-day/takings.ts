/** The ways in which something is taken away under an open desk, and given back. */
import { rename } from "node:fs/promises";
import type { Page } from "playwright-core";
import type { Random } from "../../simulation/random.ts";
import { type Desk, launchDesk } from "../../support/launch.ts";
import { moveClock } from "../moved-clock.ts";
import { clearSiteData, deleteDatabases, emptyDatabases } from "../taken-database.ts";

export interface DayPlace {
  readonly folder: string;
  readonly port: number;
  readonly flags: readonly string[];
  desk: Desk;
  readonly page: Page;
}

export interface Taking {
  readonly name: string;
  take(place: DayPlace, random: Random): Promise<void>;
  /** @returns whether the page was loaded again on the way */
  giveBack(place: DayPlace): Promise<boolean>;
}

const nothing = async (): Promise<boolean> => false;

const database = (name: string, take: (page: Page) => Promise<void>): Taking => ({
  name: `the database, ${name}`,
  take: ({ page }) => take(page),
  giveBack: nothing,
});

const DAY_MS = 24 * 60 * 60_000;

export const TAKINGS: readonly Taking[] = [
  database("deleted", deleteDatabases),
  database("emptied", emptyDatabases),
  database("cleared", clearSiteData),
  {
    name: "the data folder",
    take: ({ folder }) => rename(folder, `${folder}.away`),
    giveBack: ({ folder }) => rename(`${folder}.away`, folder).then(() => false),
  },
  {
    name: "the host's answers",
    take: async ({ desk }) => void process.kill(desk.pid, "SIGSTOP"),
    giveBack: async ({ desk }) => {
      process.kill(desk.pid, "SIGCONT");
      return false;
    },
  },
  {
    name: "the host",
    take: ({ desk }) => desk.kill(),
    giveBack: async (place) => {
      const { folder, port, flags } = place;
      place.desk = await launchDesk({ dataFolder: folder, port, flags, asBuilt: true });
      await place.page.goto(place.desk.address);
      return true;
    },
  },
  {
    name: "the clock",
    take: ({ page }, random) =>
      moveClock(page, random.chance(0.5) ? random.between(8, 20_000) * DAY_MS : -random.between(1, 10_000) * DAY_MS),
    giveBack: ({ page }) => moveClock(page, 0).then(() => false),
  },
];
