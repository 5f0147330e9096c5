import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Attempt, CALL_OUTCOMES, SENT_OUTCOMES } from "#shared/model/outreach/recipient.ts";
import { attemptsOf, callState, isAtEnd, isDouble, stateWith } from "#shared/outreach/call-state.ts";

const tried = (...outcomes: readonly Attempt["outcome"][]) => ({
  attempts: Object.fromEntries(outcomes.map((outcome, at) => [`a${at}`, { at, outcome }])),
});

describe("how it stands with a recipient", () => {
  it("is tried again until the third time that reaches nobody", () => {
    expect(callState({})).toBe("waiting");
    expect(callState(tried("no-answer"))).toBe("again");
    expect(callState(tried("no-answer", "left-message"))).toBe("again");
    expect(callState(tried("no-answer", "somebody-else", "no-answer"))).toBe("gave-up");
    expect(callState(tried("no-answer", "no-answer", "no-answer", "reached"))).toBe("reached");
  });

  it("takes the strongest word of several desks, and shows that there were two", () => {
    expect(callState(tried("declined", "reached"))).toBe("declined");
    expect(callState(tried("reached", "moved"))).toBe("gone");
    expect(callState(tried("wrong-number", "no-answer"))).toBe("wrong-number");
    expect(isDouble(tried("reached", "reached"))).toBe(true);
    expect(isDouble(tried("no-answer", "reached"))).toBe(false);
    expect(isDouble(tried("sent", "sent"))).toBe(true);
    // what was sent was read, and refused
    expect(isDouble(tried("sent", "delivered", "declined"))).toBe(false);
  });

  it("is that of the call by which she is told, but for what is true of the one who was called", () => {
    expect(stateWith({}, undefined)).toBe("waiting");
    expect(stateWith({}, {})).toBe("waiting");
    expect(stateWith({}, tried("no-answer"))).toBe("again");
    expect(stateWith({}, tried("reached"))).toBe("reached");
    expect(stateWith({}, tried("sent", "returned"))).toBe("returned");
    // behind it nobody is told; where the other is gone she stands on the call list herself
    expect(stateWith({}, tried("wrong-number"))).toBe("gave-up");
    for (const gone of ["moved", "deceased"] as const) expect(stateWith({}, tried("no-answer", gone))).toBe("waiting");
    for (const outcome of ["moved", "deceased", "wrong-number"] as const) {
      expect(stateWith({}, tried("reached", outcome))).toBe("reached");
    }
    // called herself, as the other was not called any more
    expect(stateWith(tried("moved"), tried("reached"))).toBe("gone");
    expect(stateWith(tried("no-answer"), {})).toBe("again");
  });

  it("is the same in whatever order the attempts arrive, and nothing that comes later takes an end back", () => {
    const anAttempt = fc.record({
      at: fc.integer({ min: 0, max: 5 }),
      outcome: fc.constantFrom(...CALL_OUTCOMES, ...SENT_OUTCOMES),
    });
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 3 }), anAttempt, { maxKeys: 6 }),
        anAttempt,
        (attempts, more) => {
          const other = Object.fromEntries(Object.entries(attempts).toReversed());
          expect(callState({ attempts })).toBe(callState({ attempts: other }));
          expect(attemptsOf({ attempts })).toEqual(attemptsOf({ attempts: other }));
          if (isAtEnd(callState({ attempts })))
            expect(isAtEnd(callState({ attempts: { ...attempts, new: more } }))).toBe(true);
        },
      ),
    );
  });
});
