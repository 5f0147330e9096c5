/** The population that each branch serves, by community and age: what coverage is computed against. */
import { type FocusEvent, useId, useRef, useState } from "react";
import { AGE_BANDS } from "#shared/analysis/age-band.ts";
import { peopleServed, servedKey, servedOf } from "#shared/model/settings/served.ts";
import type { Row } from "../../db/database.ts";
import { edit } from "../../db/write/changes.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useAllBranches } from "./branches/branch-queries.ts";
import { Changing } from "./of-role.tsx";
import styles from "./population.module.css";
import { useSave } from "./use-save.ts";

const MOST_PEOPLE = 1_000_000;

export function PopulationSection() {
  const t = useT();
  const [chosen, setChosen] = useState<string | null>(null);
  const branches = useAllBranches()?.filter(({ hidden }) => hidden !== true);
  if (branches === undefined) return null;
  const branch = branches.find(({ id }) => id === chosen) ?? branches[0];
  if (branch === undefined) return <p className="field-hint">{t("settings.population-no-branch")}</p>;
  return (
    <>
      <p className="field-hint">{t("settings.population-hint")}</p>
      {branches.length > 1 && (
        <div className="settings-fields">
          <Field label={t("settings.branch")}>
            {(control) => (
              <Select
                {...control}
                value={branch.id}
                options={branches.map(({ id, name = "" }) => ({ value: id, label: name }))}
                onChange={setChosen}
              />
            )}
          </Field>
        </div>
      )}
      <Changing>
        <Communities key={branch.id} branch={branch} />
      </Changing>
    </>
  );
}

function Communities({ branch }: { branch: Row<"branch"> }) {
  const t = useT();
  const format = useFormat();
  const { shared } = useSave();
  const name = useRef<HTMLInputElement>(null);
  /** Named here, without anybody counted in them yet. */
  const [added, setAdded] = useState<readonly string[]>([]);
  const cells = servedOf(branch);
  const communities = [...new Set([...cells.map(({ community }) => community), ...added])];
  const peopleIn = (community: string, ageBand: string): number | undefined =>
    cells.find((cell) => cell.community === community && cell.ageBand === ageBand)?.people;
  const write = (served: Readonly<Record<string, number | null>>): Promise<boolean> =>
    shared("branch.population", [edit("branch", branch.id, { served })]);

  const add = (): void => {
    const community = name.current?.value.trim() ?? "";
    if (community === "") return;
    setAdded([...added, community]);
    if (name.current) name.current.value = "";
  };
  const remove = (community: string): void => {
    setAdded(added.filter((each) => each !== community));
    const own = cells.filter((cell) => cell.community === community);
    if (own.length > 0) void write(Object.fromEntries(own.map(({ ageBand }) => [servedKey(community, ageBand), null])));
  };
  const people = peopleServed(branch);
  return (
    <>
      {branch.population !== undefined && people !== undefined && people !== branch.population && (
        <p className="field-hint">
          {t("settings.population-differs", {
            people: format.number(people),
            population: format.number(branch.population),
          })}
        </p>
      )}
      {communities.length > 0 && (
        <table className={styles.communities} aria-label={t("settings.population")}>
          <thead>
            <tr>
              <th scope="col">{t("settings.population-community")}</th>
              {AGE_BANDS.map((ageBand) => (
                <th key={ageBand} scope="col">
                  {t(`settings.population-age-${ageBand}`)}
                </th>
              ))}
              <th scope="col">{t("settings.population-sum")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {communities.map((community) => (
              <tr key={community}>
                <th scope="row">{community}</th>
                {AGE_BANDS.map((ageBand) => (
                  <td key={ageBand}>
                    <PeopleInput
                      key={peopleIn(community, ageBand) ?? ""}
                      label={t("settings.population-people", {
                        community,
                        age: t(`settings.population-age-${ageBand}`),
                      })}
                      people={peopleIn(community, ageBand) ?? null}
                      onPeople={(people) => void write({ [servedKey(community, ageBand)]: people })}
                    />
                  </td>
                ))}
                <td className="nums">
                  {format.number(AGE_BANDS.reduce((sum, ageBand) => sum + (peopleIn(community, ageBand) ?? 0), 0))}
                </td>
                <td>
                  <Button
                    size="small"
                    aria-label={t("settings.population-remove", { community })}
                    onClick={() => remove(community)}
                  >
                    {t("settings.remove")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="line">
        <TextInput
          ref={name}
          aria-label={t("settings.population-community")}
          placeholder={t("settings.population-community")}
          className="grow"
          onEnter={add}
        />
        <Button size="small" onClick={add}>
          {t("settings.population-add")}
        </Button>
      </div>
    </>
  );
}

interface PeopleInputProps {
  readonly label: string;
  readonly people: number | null;
  readonly onPeople: (people: number | null) => void;
}

/** What is no number of people stays there to be put right, and says so. */
function PeopleInput({ label, people, onPeople }: PeopleInputProps) {
  const t = useT();
  const errorId = useId();
  const [isWrong, setIsWrong] = useState(false);
  const left = ({ currentTarget: { value, validity } }: FocusEvent<HTMLInputElement>): void => {
    const typed = value.trim() === "" ? null : Number(value);
    // letters have no value, which is not the same as nothing written
    const isRight =
      !validity.badInput && (typed === null || (Number.isInteger(typed) && typed >= 0 && typed <= MOST_PEOPLE));
    setIsWrong(!isRight);
    if (isRight && typed !== people) onPeople(typed);
  };
  return (
    <>
      <TextInput
        type="number"
        min={0}
        max={MOST_PEOPLE}
        inputMode="numeric"
        aria-label={label}
        {...(isWrong && { "aria-invalid": true, "aria-describedby": errorId })}
        defaultValue={people ?? ""}
        onBlur={left}
      />
      {isWrong && (
        <p className="field-error" role="alert" id={errorId}>
          {t("settings.population-wrong", { most: MOST_PEOPLE })}
        </p>
      )}
    </>
  );
}
