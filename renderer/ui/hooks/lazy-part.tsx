/**
 * A component whose code is a chunk of its own. React waits for a lazy component even when its code has long
 * been here, and holds what comes after such a wait back for 300 ms; this one is drawn at once then.
 */
import { type ComponentType, lazy, useState } from "react";

export type LazyComponent<P> = ComponentType<P> & {
  /** Fetches the code, so that nobody waits for it later. */
  readonly warm: () => Promise<unknown>;
};

/** Draw it inside a suspense boundary: who comes before the code has to wait. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): LazyComponent<P> {
  let here: ComponentType<P> | null = null;
  const warm = async (): Promise<ComponentType<P>> => {
    here ??= await load();
    return here;
  };
  const Waiting = lazy(async () => ({ default: await warm() }));
  const draw = (props: P) => <OneOf pick={() => here ?? Waiting} props={props} />;
  return Object.assign(draw, { warm });
}

function OneOf<P extends object>({ pick, props }: { pick: () => ComponentType<P>; props: P }) {
  // one for as long as it is shown: another type in its place would forget what was typed
  const [Picked] = useState(pick);
  return <Picked {...props} />;
}
