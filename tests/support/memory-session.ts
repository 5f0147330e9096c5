/** Who is at the desk, as the host keeps it, for tests in the page; the library code is `TEST-CODE`. */
import type { CallName } from "#shared/host/contract.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { type StoredPin, waitAfterWrong } from "#shared/model/colleagues/pin.ts";
import { isPin } from "../../renderer/acts/staff-pin.ts";

export function memorySession(clock: Clock): (name: CallName, args: unknown) => Promise<unknown> {
  let staff: string | null = null;
  let [wrong, until] = [0, 0];
  return async (name, args) => {
    const asked = args as { staff: string; pin?: StoredPin & { typed: string }; code?: string }; // the contract's arguments
    if (name === "session.state") return ok({ staff });
    if (name === "session.leave") {
      staff = null;
      return ok(null);
    }
    const tag = asked.pin === undefined ? "code-wrong" : "wrong-pin";
    const waitMs = (): number => Math.max(0, until - clock.now());
    if (asked.pin !== undefined || asked.code !== undefined) {
      if (waitMs() > 0) return err({ tag, waitMs: waitMs(), isEarly: true });
      const isRight = asked.pin === undefined ? asked.code === "TEST-CODE" : await isPin(asked.pin.typed, asked.pin);
      wrong = isRight ? 0 : wrong + 1;
      until = isRight ? 0 : clock.now() + waitAfterWrong(wrong);
      if (!isRight) return err({ tag, waitMs: waitMs() });
    }
    staff = asked.staff;
    return ok(null);
  };
}
