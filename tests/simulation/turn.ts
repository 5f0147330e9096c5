/**
 * The one place where the engine waits. What it asked for happens after a while; or an error instead of it or
 * after it; or the process ends before or after it. Nothing of an ended process is ever answered.
 */
import type { World } from "./world.ts";

/** A desk's program from its start to its end. */
export interface Process {
  readonly who: string;
  alive: boolean;
  /** Calls of the sync under way. */
  calls: number;
  /** Ends the program; it is started again some hours later. */
  crash(): void;
}

export interface Failing<T> {
  readonly chance: number;
  /** What the failing call answers, or throws. */
  readonly answer: () => T;
}

/** A sync that makes more calls than this does not end. */
const MOST_CALLS = 60_000;
const HANG_MS = 60_000;

export function turn<T>(
  world: World,
  process: Process,
  what: string,
  effect: () => T | Promise<T>,
  failing?: Failing<T>,
): Promise<T> {
  const { random, schedule, trace, weather } = world;
  const { promise, resolve, reject } = withResolvers<T>();
  const act = (): void => {
    if (!process.alive) return;
    const fails = failing !== undefined && random.chance(failing.chance);
    if (random.chance(world.weather.crash)) {
      world.faults += 1;
      const isDone = random.chance(0.5);
      trace.say(process.who, `  ${what} → the process ends ${isDone ? "after" : "before"} it`);
      if (isDone) void effect();
      process.crash();
      return;
    }
    if (!fails) {
      trace.say(process.who, `  ${what}`);
      Promise.resolve(effect()).then(resolve, reject);
      return;
    }
    const isDone = random.chance(0.5);
    world.faults += 1;
    trace.say(process.who, `  ${what} → error ${isDone ? "after" : "before"} it`);
    const done = isDone ? Promise.resolve(effect()) : Promise.resolve();
    done.then(() => failing.answer()).then(resolve, reject);
  };
  process.calls += 1;
  if (process.calls > MOST_CALLS) {
    if (process.calls === MOST_CALLS + 1) world.fail(13, `${process.who}: the sync does not end`);
    return promise;
  }
  const hangs = failing !== undefined && random.chance(weather.storeHang);
  if (hangs) world.faults += 1;
  schedule.after(hangs ? HANG_MS + random.below(30 * HANG_MS) : 1 + random.below(weather.slow ? 60_000 : 40), act);
  return promise;
}

/** Promise.withResolvers, which Node has from version 22. */
function withResolvers<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
