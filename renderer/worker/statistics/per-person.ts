/** Keeps what was worked out for each person until the person or the question is another: after one log, one person is worked out again. */
import type { Person } from "./people.ts";

/** Answers in the order of the people, who keep their places; the same list where nobody has changed. */
export type PerPerson<T extends object> = (question: string, people: readonly Person[], compute: (person: Person, place: number) => T) => readonly T[];

interface Answered<T> {
  readonly question: string;
  readonly people: readonly Person[];
  readonly answers: readonly T[];
}

/** Of the last question only; by places, since a hundred thousand people in a map take longer than most answers. */
export function createPerPerson<T extends object>(): PerPerson<T> {
  let held: Answered<T> = { question: "", people: [], answers: [] };
  return (question, people, compute) => {
    const isSame = held.question === question;
    if (isSame && held.people === people) return held.answers;
    const { people: before, answers: known } = isSame ? held : { people: [], answers: [] };
    const answers = people.map((person, place) => (before[place] === person ? known[place] : undefined) ?? compute(person, place));
    held = { question, people, answers };
    return answers;
  };
}
