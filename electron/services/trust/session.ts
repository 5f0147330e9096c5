/**
 * Who is at the desk, and what that colleague may have of the host. A page says who has come and shows the PIN; what the
 * host itself has read of the colleagues decides whether that gives any right.
 */
import { pbkdf2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { Handlers } from "#shared/host/contract.ts";
import type { NotAllowed } from "#shared/host/session-calls.ts";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { PIN_HASH_BYTES, PIN_ROUNDS, type StoredPin, waitAfterWrong } from "#shared/model/colleagues/pin.ts";
import { mayDo, type Right } from "#shared/model/colleagues/roles.ts";
import type { Colleagues } from "./colleagues.ts";
import type { ErasedEvidence } from "./erased-evidence.ts";
import type { HostTrail } from "./trail.ts";

const derive = promisify(pbkdf2);

export interface HostSession {
  readonly calls: Pick<Handlers, "session.state" | "session.enter" | "session.leave">;
  /** Looks first through everything that may tell of a colleague. */
  may(right: Right): Promise<Result<null, NotAllowed>>;
}

export interface HostSessionDeps {
  readonly colleagues: Colleagues;
  readonly evidence: Pick<ErasedEvidence, "everything">;
  readonly trail: Pick<HostTrail, "add">;
  /** Never steps. */
  readonly steadyClock: Clock;
  /** Whether what was typed is the present library code. */
  readonly isCode: (typed: string) => boolean;
}

interface Entered {
  readonly staff: string;
  /** What was shown: a PIN by what the record holds of it, the library code, or nothing. */
  readonly by: StoredPin | "code" | null;
}

export function createSession({ colleagues, evidence, trail, steadyClock, isCode }: HostSessionDeps): HostSession {
  let entered: Entered | null = null;
  let wrong = 0;
  let until = 0;
  let looked: Promise<void> | null = null;

  const waitMs = (): number => Math.max(0, until - steadyClock.now());
  const tried = (isRight: boolean): void => {
    wrong = isRight ? 0 : wrong + 1;
    until = steadyClock.now() + (isRight ? 0 : waitAfterWrong(wrong));
  };
  const isProved = ({ by }: Entered, pin: StoredPin | undefined): boolean =>
    pin === undefined || by === "code" || (by !== null && by.salt === pin.salt && by.hash === pin.hash);

  return {
    calls: {
      "session.state": async () => ok({ staff: entered?.staff ?? null }),
      "session.enter": async ({ staff, pin, code }) => {
        if (pin === undefined && code === undefined) {
          entered = { staff, by: null };
          return ok(null);
        }
        if (waitMs() > 0)
          return err({ tag: pin === undefined ? "code-wrong" : "wrong-pin", waitMs: waitMs(), isEarly: true });
        const isRight = pin === undefined ? isCode(code ?? "") : await isPinOf(pin.typed, pin);
        tried(isRight);
        if (!isRight) return err({ tag: pin === undefined ? "code-wrong" : "wrong-pin", waitMs: waitMs() });
        if (pin === undefined) {
          // before it lets anybody in, as whoever reads it off the sheet can come as any administrator
          const told = await trail.add([{ what: "entered", staff }]);
          if (!told.ok) return told;
        }
        entered = { staff, by: pin === undefined ? "code" : { salt: pin.salt, hash: pin.hash } };
        return ok(null);
      },
      "session.leave": async () => {
        entered = null;
        return ok(null);
      },
    },
    may: async (right) => {
      looked ??= evidence.everything();
      await looked;
      const self = entered === null ? undefined : colleagues.of(entered.staff);
      const isSelf = entered !== null && isProved(entered, self?.pin);
      return mayDo(right, isSelf ? self : undefined, colleagues.all()) ? ok(null) : err({ tag: "not-allowed" });
    },
  };
}

/** The calls that only some may make: the others of the library are everybody's, or the page's to guard. */
export const ofAllowed = (
  library: Pick<Handlers, "library.code" | "library.make-epoch">,
  { may }: Pick<HostSession, "may">,
): Pick<Handlers, "library.code" | "library.make-epoch"> => ({
  "library.code": async (args) => {
    const allowed = await may("code");
    return allowed.ok ? library["library.code"](args) : allowed;
  },
  "library.make-epoch": async (args) => {
    const allowed = await may("code");
    return allowed.ok ? library["library.make-epoch"](args) : allowed;
  },
});

async function isPinOf(typed: string, { salt, hash }: StoredPin): Promise<boolean> {
  const kept = hexToBytes(hash);
  if (kept.length !== PIN_HASH_BYTES) return false;
  return timingSafeEqual(kept, await derive(typed, hexToBytes(salt), PIN_ROUNDS, PIN_HASH_BYTES, "sha256"));
}
