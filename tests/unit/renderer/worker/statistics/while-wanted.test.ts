/** Placing a large library for a question that nobody waits for any more is left off, and the next question is answered. */
import { expect, it } from "vitest";
import type { Person } from "../../../../../renderer/worker/statistics/people.ts";
import { createPerPerson } from "../../../../../renderer/worker/statistics/per-person.ts";
import { whileWanted } from "../../../../../renderer/worker/statistics/while-wanted.ts";

// two pauses: ten thousand people are placed between them
const PEOPLE = Array.from({ length: 25_000 }, (_, place) => ({ id: String(place) })) as unknown as readonly Person[]; // only who they are is asked

it("tells how many are placed, at each pause", async () => {
  const told: unknown[] = [];
  const answers = createPerPerson<Person>();
  const onPiece = whileWanted((progress) => void told.push(progress), PEOPLE.length);
  expect(await answers.inPieces("october", PEOPLE, (person) => person, onPiece)).toEqual(PEOPLE);
  expect(told).toEqual([
    { step: "placing", done: 10_000, total: 25_000 },
    { step: "placing", done: 20_000, total: 25_000 },
  ]);
});

it("is left off once it has heard that nobody waits, and keeps what the question before has found", async () => {
  const answers = createPerPerson<{ readonly of: Person; readonly question: string }>();
  const on = (question: string) => (of: Person) => ({ of, question });
  const before = await answers.inPieces("november", PEOPLE, on("november"), () => undefined);
  let placed = 0;
  // said by a message, and so heard at the second pause
  const left = whileWanted(async () => false, PEOPLE.length);
  const october = answers.inPieces(
    "october",
    PEOPLE,
    (person) => {
      placed++;
      return on("october")(person);
    },
    left,
  );
  await expect(october).rejects.toThrow("nobody waits");
  expect(placed).toBe(20_000);
  expect(await answers.inPieces("november", PEOPLE, on("again"), () => undefined)).toBe(before);
  expect((await answers.inPieces("october", PEOPLE, on("october"), () => undefined)).map(({ of }) => of)).toEqual(PEOPLE);
});

it("goes on where the page cannot be heard", async () => {
  const onPiece = whileWanted(() => Promise.reject(new Error("closed")), PEOPLE.length);
  expect(await createPerPerson<Person>().inPieces("october", PEOPLE, (person) => person, onPiece)).toHaveLength(25_000);
});
