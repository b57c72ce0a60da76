import { createContext, useContext } from 'react';

/** The names that a run has for its models, such as `BC+SR`, by the ids that servers know. */
export type ModelNames = ReadonlyMap<string, string>;

const none: ModelNames = new Map();

/** The names of the run that is shown; empty where no run is known. */
export const ModelNamesContext = createContext<ModelNames>(none);

/** A model by its name in the run, with its id on hover; by its id where the run has no name for it. */
export function ModelName({ id }: { readonly id: string }) {
  const name = useContext(ModelNamesContext).get(id);
  return name === undefined ? <code>{id}</code> : <span title={id}>{name}</span>;
}
