/** What a value of a file is among the entries of a list, however it is written and in either script. */
import { isNearBranchName } from "#shared/model/settings/branch-name.ts";
import { useNameFold } from "../../desk-services/use-name-fold.ts";
import type { ListEntry } from "./import-queries.ts";

export interface EntryNames {
  /** An entry is called so already, in some language: nobody makes it once more. */
  readonly isListed: (value: string) => boolean;
  /** The only branch that may be meant. */
  readonly nearBranch: (value: string) => ListEntry | undefined;
}

export function useEntryNames(entries: readonly ListEntry[], values: readonly string[]): EntryNames {
  const fold = useNameFold([...entries.flatMap(namesOf), ...values]);
  return {
    isListed: (value) => entries.some((entry) => namesOf(entry).some((name) => fold(name) === fold(value))),
    nearBranch: (value) => {
      const near = entries.filter(({ label }) => isNearBranchName(fold(label), fold(value)));
      return near.length === 1 ? near[0] : undefined;
    },
  };
}

const namesOf = ({ label, names = [] }: ListEntry): readonly string[] => [label, ...names];
