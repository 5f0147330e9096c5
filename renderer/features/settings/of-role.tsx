/**
 * Settings that hold for the whole library: seen by everybody, changed by those whose role says so. What is in them stays
 * as it stands when a role comes into force. Where a section has more to look at than it shows at once, only the parts
 * that change something are shut.
 */
import { createContext, type ReactNode, useContext } from "react";
import type { Right } from "#shared/model/colleagues/roles.ts";
import { useMay } from "../../acts/use-may.ts";

const Shut = createContext(false);

interface OfRoleProps {
  /** Null: anybody's. */
  readonly right: Right | null;
  /** It says itself, by `Changing`, which of its parts change something. */
  readonly isLookedInto: boolean;
  readonly children: ReactNode;
}

export function OfRole({ right, isLookedInto, children }: OfRoleProps) {
  const { refusal } = useMay();
  const refused = right === null ? undefined : refusal(right);
  return (
    <Shut value={refused !== undefined}>
      <fieldset disabled={refused !== undefined && !isLookedInto} className="of-role">
        {refused !== undefined && <p className="field-hint">{refused}</p>}
        {children}
      </fieldset>
    </Shut>
  );
}

/** A part of a section that changes something. */
export function Changing({ children }: { readonly children: ReactNode }) {
  return (
    <fieldset disabled={useIsShut()} className="of-role">
      {children}
    </fieldset>
  );
}

/** Whether the section may only be looked at. */
export const useIsShut = (): boolean => useContext(Shut);
