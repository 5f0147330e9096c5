/** What the day's table counts follows what is written, wherever it is written, and reads no row twice for it. */
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { type Change, create, edit, remove } from "../../../renderer/db/write/changes.ts";
import { type Services, ServicesProvider } from "../../../renderer/desk-services/services.ts";
import { useDayRecords } from "../../../renderer/features/desk/today/day-records.ts";
import { createTestServices, type TestServices } from "../../support/desk-services.ts";

const DAY = "2026-11-26";
const at = (time: string): number => new Date(`${DAY}T${time}`).getTime();
const log = (id: string, time = "10:00"): Change => create("interaction", id, { at: at(time), purpose: "find" });

function Day() {
  const records = useDayRecords(DAY);
  return <p>{records === undefined ? "reading" : `${records.map(({ count }) => count ?? 1).join(" ")}.`}</p>;
}

async function openDay(rows: readonly Change[]): Promise<TestServices> {
  const services = await createTestServices();
  await services.writer.run("test", rows);
  render(
    // it asks no worker
    <ServicesProvider value={services as unknown as Services}>
      <Day />
    </ServicesProvider>,
  );
  return services;
}

const shows = (text: string): Promise<unknown> => screen.findByText(text, {}, { timeout: 8_000 });

it("counts a record that is written, edited, moved to another day and back, deleted and restored", async () => {
  const { writer } = await openDay([log("one"), log("two", "11:00")]);
  await shows("1 1.");
  await writer.run("test", [log("three")]);
  await shows("1 1 1.");
  await writer.run("test", [edit("interaction", "three", { count: 7 })]);
  await shows("1 1 7.");
  await writer.run("test", [edit("interaction", "three", { at: new Date("2026-11-25T10:00").getTime() })]);
  await shows("1 1.");
  await writer.run("test", [edit("interaction", "three", { at: at("23:59") })]);
  await shows("1 1 7.");
  await writer.run("test", [remove("interaction", "one")]);
  await shows("1 7.");
  await writer.undo();
  await shows("1 7 1.");
  await writer.run("test", [create("interaction", "yesterday", { at: new Date("2026-11-25T23:59").getTime() })]);
  await writer.run("test", [log("four")]);
  await shows("1 7 1 1.");
  cleanup();
});

it("reads the day once, then only what was written, and the day again after more than can be named", async () => {
  const many = Array.from({ length: 300 }, (_, place) => log(`row-${place}`));
  const { writer, db } = await openDay(many);
  await shows(`${"1 ".repeat(299)}1.`);
  const [wholly, named] = [vi.spyOn(db.interaction, "where"), vi.spyOn(db.interaction, "bulkGet")];
  await writer.run("test", [log("next")]);
  await shows(`${"1 ".repeat(300)}1.`);
  expect(wholly).not.toHaveBeenCalled();
  expect(named.mock.calls).toEqual([[["next"]]]);
  await writer.run(
    "test",
    Array.from({ length: 300 }, (_, place) => log(`more-${place}`)),
  );
  await shows(`${"1 ".repeat(600)}1.`);
  expect(wholly).toHaveBeenCalled();
  cleanup();
});

it("loses nothing that is written while it reads", async () => {
  const { writer, db } = await openDay([log("one")]);
  await shows("1.");
  const bulkGet = db.interaction.bulkGet.bind(db.interaction);
  let during: Promise<unknown> | undefined;
  vi.spyOn(db.interaction, "bulkGet").mockImplementation(((ids: string[]) =>
    bulkGet(ids).then(async (rows) => {
      during ??= writer.run("test", [edit("interaction", "two", { count: 5 })]);
      await during;
      return rows;
    })) as typeof db.interaction.bulkGet);
  await writer.run("test", [log("two")]);
  await shows("1 5.");
  await waitFor(() => expect(during).toBeDefined());
  cleanup();
});
