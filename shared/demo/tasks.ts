/** What is to be done today and soon, what was promised to readers, and what has been done. */
import { addDays, daysBetween } from "../kernel/day.ts";
import type { DemoHouse } from "./demo-house.ts";
import type { DemoReader } from "./readers.ts";
import { type DemoRecord, type DemoWorld, momentOf, record } from "./world.ts";

const COUNT = 64;
/** Of so many who have no card yet one waits for nobody's next step. */
const STEPLESS_EACH = 3;

export function* makeTasks(
  world: DemoWorld,
  house: DemoHouse,
  readers: readonly DemoReader[],
  opinions: readonly string[],
): Generator<DemoRecord<"task">> {
  const { random, today, place } = world;
  const regulars = readers.filter(({ daysPerYear }) => daysPerYear > 20);
  for (let no = 0; no < COUNT; no++) {
    // the first few are today's, some are late, the rest lies behind
    const due = addDays(
      today,
      no < 4 ? 0 : no < 9 ? -random.int(1, 4) : no < 18 ? random.int(1, 9) : -random.int(1, 200),
    );
    const done = no >= 18;
    const promised = no === 0 ? readers[0] : random.chance(0.55) ? random.pick(regulars) : undefined;
    const opinion = promised === undefined && random.chance(0.3) ? random.pick(opinions) : undefined;
    const assignee = random.pick(house.staff);
    const madeAt = momentOf(world, addDays(today, Math.min(0, daysBetween(today, due)) - random.int(1, 6)));
    yield record(world, "task", madeAt, {
      text:
        promised === undefined ? random.pick(place.tasks) : no === 0 ? place.promises[0] : random.pick(place.promises),
      due,
      assignee,
      accepted: "accepted",
      origin: { by: "person", id: random.pick(house.staff) },
      ...(promised !== undefined && {
        promisedTo: promised.record.id,
        about: { kind: "reader", id: promised.record.id },
        ...(no % 9 === 5 && { noReply: true }),
      }),
      ...(opinion !== undefined && { about: { kind: "feedback", id: opinion } }),
      ...(done && { done: momentOf(world, addDays(due, random.chance(0.88) ? -1 : 0)), doneBy: assignee }),
    });
  }
}

/** What is to lead those who have no card yet to one: some of it late, some to come. */
export function* makeNextSteps(
  world: DemoWorld,
  house: DemoHouse,
  readers: readonly DemoReader[],
): Generator<DemoRecord<"task">> {
  const { today, place } = world;
  // not her who sits at the trial's desk: what she has to do today stays as it was
  const assignee = house.staff[1];
  const cardless = readers.filter(
    ({ record: { values } }) => values.card === undefined && values.leaving === undefined,
  );
  for (const [at, { record: reader }] of cardless.entries()) {
    if (at % STEPLESS_EACH === STEPLESS_EACH - 1) continue;
    yield record(world, "task", momentOf(world, addDays(today, -3 - at)), {
      text: place.nextSteps[at % place.nextSteps.length] ?? "",
      due: addDays(today, at - 2),
      ...(assignee !== undefined && { assignee, accepted: "accepted", origin: { by: "person", id: assignee } }),
      about: { kind: "reader", id: reader.id },
    });
  }
}
