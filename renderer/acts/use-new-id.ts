/**
 * The id of the record that a form makes. It is the form's, not the press's: pressed once more while the first is not
 * safe yet, it is the same record. A form that stays open takes the next id when its record is safe.
 */
import { useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { useServices } from "../desk-services/services.ts";

export interface NewId {
  readonly get: () => string;
  readonly next: () => void;
}

export function useNewId(): NewId {
  const { clock, random } = useServices();
  const [newId] = useState((): NewId => {
    const make = (): string => uuidV7(clock.now(), random);
    let id = make();
    return {
      get: () => id,
      next: () => {
        id = make();
      },
    };
  });
  return newId;
}
