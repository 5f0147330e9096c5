/**
 * Keeps what was worked out for each person until the person or the question is another: after one log, one person is
 * worked out again.
 */
import { breathe } from "../breathe.ts";
import type { Person } from "./people.ts";

type Compute<T> = (person: Person, place: number) => T;

/** Answers in the order of the people, who keep their places; the same list where nobody has changed. */
interface PerPerson<T extends object> {
  readonly of: (question: string, people: readonly Person[], compute: Compute<T>) => readonly T[];
  /** As `of`, with pauses in which the search can answer; told how many are done, and left off where it throws. */
  readonly inPieces: (
    question: string,
    people: readonly Person[],
    compute: Compute<T>,
    onPiece: (done: number) => void,
  ) => Promise<readonly T[]>;
}

interface Answered<T> {
  readonly question: string;
  readonly people: readonly Person[];
  readonly answers: readonly T[];
}

/** People worked out between two pauses: some milliseconds, on a slow computer some tens. */
export const PIECE = 2500;

/** Of the last question only; by places, since a hundred thousand people in a map take longer than most answers. */
export function createPerPerson<T extends object>(): PerPerson<T> {
  let held: Answered<T> = { question: "", people: [], answers: [] };
  const begin = (question: string): Answered<T> =>
    held.question === question ? held : { question, people: [], answers: [] };
  const work = (
    before: Answered<T>,
    people: readonly Person[],
    compute: Compute<T>,
    answers: T[],
    until: number,
  ): number => {
    let worked = 0;
    for (let place = answers.length; place < people.length && worked < until; place++) {
      const person = people[place];
      if (person === undefined) break;
      const known = before.people[place] === person ? before.answers[place] : undefined;
      if (known === undefined) worked++;
      answers.push(known ?? compute(person, place));
    }
    return worked;
  };
  const end = (question: string, people: readonly Person[], answers: readonly T[]): readonly T[] => {
    held = { question, people, answers };
    return answers;
  };
  return {
    of(question, people, compute) {
      const before = begin(question);
      if (before.people === people) return before.answers;
      const answers: T[] = [];
      work(before, people, compute, answers, Number.POSITIVE_INFINITY);
      return end(question, people, answers);
    },
    async inPieces(question, people, compute, onPiece) {
      const before = begin(question);
      if (before.people === people) return before.answers;
      const answers: T[] = [];
      while (work(before, people, compute, answers, PIECE) === PIECE) {
        onPiece(answers.length);
        await breathe();
      }
      return end(question, people, answers);
    },
  };
}
