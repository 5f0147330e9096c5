/**
 * Placing a large library for a question that nobody waits for any more is left off, and the next question is answered.
 */
import { expect, it, vi } from "vitest";
import type { OnProgress } from "../../../../../renderer/platform/worker/statistics-api.ts";
import type { Person } from "../../../../../renderer/worker/library-use/people.ts";
import { createPerPerson, PIECE } from "../../../../../renderer/worker/library-use/per-person.ts";
import { whileWanted } from "../../../../../renderer/worker/library-use/while-wanted.ts";

// two pauses, and a half
const PEOPLE = Array.from({ length: 2.5 * PIECE }, (_, place) => ({
  id: String(place),
})) as unknown as readonly Person[]; // only who they are is asked

function placing(onProgress: OnProgress): (done: number) => void {
  const onPlaced = whileWanted(onProgress, "placing", 0);
  return (done) => onPlaced(done, PEOPLE.length);
}

it("tells how many are placed, at each pause", async () => {
  const told: unknown[] = [];
  const answers = createPerPerson<Person>();
  const onPiece = placing((progress) => void told.push(progress));
  expect(await answers.inPieces("october", PEOPLE, (person) => person, onPiece)).toEqual(PEOPLE);
  expect(told).toEqual([
    { step: "placing", done: PIECE, total: PEOPLE.length },
    { step: "placing", done: 2 * PIECE, total: PEOPLE.length },
  ]);
});

it("is left off once it has heard that nobody waits, and keeps what the question before has found", async () => {
  const answers = createPerPerson<{ readonly of: Person; readonly question: string }>();
  const on = (question: string) => (of: Person) => ({ of, question });
  const before = await answers.inPieces("november", PEOPLE, on("november"), () => undefined);
  let placed = 0;
  // said by a message, and so heard at the second pause
  const left = placing(async () => false);
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
  expect(placed).toBe(2 * PIECE);
  expect(await answers.inPieces("november", PEOPLE, on("again"), () => undefined)).toBe(before);
  expect((await answers.inPieces("october", PEOPLE, on("october"), () => undefined)).map(({ of }) => of)).toEqual(
    PEOPLE,
  );
});

it("goes on where the page cannot be heard", async () => {
  const onPiece = placing(() => Promise.reject(new Error("closed")));
  expect(await createPerPerson<Person>().inPieces("october", PEOPLE, (person) => person, onPiece)).toHaveLength(
    PEOPLE.length,
  );
});

it("is left off at once where nobody has to be heard first", async () => {
  const answers = createPerPerson<Person>();
  let placed = 0;
  const count = (person: Person): Person => {
    placed++;
    return person;
  };
  await expect(
    answers.inPieces(
      "october",
      PEOPLE,
      count,
      placing(() => false),
    ),
  ).rejects.toThrow("nobody waits");
  expect(placed).toBe(PIECE);
});

it("tells ten times a second at most", () => {
  vi.useFakeTimers();
  try {
    let told = 0;
    const onPlaced = whileWanted(() => told++, "placing");
    for (let ms = 0; ms < 250; ms += 10) {
      onPlaced(1, 2);
      vi.advanceTimersByTime(10);
    }
    expect(told).toBe(3);
  } finally {
    vi.useRealTimers();
  }
});
