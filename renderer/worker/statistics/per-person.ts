/** Keeps what was worked out for a person until the person or the question is another: after one log, one person is worked out again. */
import type { Person } from "./people.ts";

export type PerPerson<T> = (question: string, compute: (person: Person) => T) => (person: Person) => T;

/** Of the last question only. */
export function createPerPerson<T>(): PerPerson<T> {
  let asked = "";
  let answers = new WeakMap<Person, T>();
  return (question, compute) => {
    if (question !== asked) {
      asked = question;
      answers = new WeakMap();
    }
    const known = answers;
    return (person) => {
      const answer = known.get(person);
      if (answer !== undefined) return answer;
      const computed = compute(person);
      known.set(person, computed);
      return computed;
    };
  };
}
