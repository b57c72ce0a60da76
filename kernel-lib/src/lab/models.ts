import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatModel } from '../base/chat';
import { LabError } from '../base/fail';
import { digest } from '../base/id';
import { httpModel } from '../edge/chat-http';
import { callStore } from '../edge/call-store';
import { isRecorded, noNetwork, recordedModel, type Recording } from '../edge/chat-recorded';
import { fetchFrom } from '../edge/embedded';
import { writeWhole } from '../edge/files';
import { Gate, openWay, type Way } from '../edge/gate';
import { pooledFetch } from '../edge/pool-fetch';
import { endpointOf, type Endpoint, type Profile, type Role } from '../edge/profile';
import type { Card } from '../model/schema';
import { rehearsalServer } from '../rehearsal/server';
import type { WeightStore } from '../rehearsal/store';
import type { Ledger } from './budget';

/** The players of the line in the paper's words; three of them are trained on the way. */
export const trainedNames = ['SR', 'BC', 'BC+SR'] as const;
export type TrainedName = (typeof trainedNames)[number];
export type PlayerName = 'base' | 'expert' | 'partner' | TrainedName;

/** The role in which a player that is not trained stands in a profile. */
export const playerRoles: Readonly<Partial<Record<PlayerName, Role>>> = {
  base: 'student',
  expert: 'expert',
  partner: 'partner'
};

/** Where each model of a run is reached, and how it is asked. */
export interface Models {
  /** A role's model. */
  of(role: Role): ChatModel;
  /** A player, or `undefined` while it is not trained. */
  player(name: PlayerName): ChatModel | undefined;
  /** The endpoint of a role, for calls that are no chat. */
  endpoint(role: Role): Endpoint;
  /** How a role's server is reached. */
  fetch(role: Role): typeof fetch;
}

/** Connects a profile's models; those trained in this run answer where the student does. */
export function modelsOf(
  profile: Profile,
  folder: string,
  cards: () => readonly Card[],
  { record, allow }: Pick<Ledger, 'record' | 'allow'>,
  { recording, now }: { readonly recording: Recording; readonly now: () => Date }
): Models {
  const rehearsal = rehearsalServer({ weights: weightFolder(join(folder, 'weights')) });
  const embedded = fetchFrom(rehearsal);
  const overNetwork = recording === 'replay' ? noNetwork : pooledFetch();
  const recorder = { store: callStore(), recording, record, now };
  const fetchFor = ({ baseUrl }: Endpoint) => (baseUrl === 'embedded' ? embedded : overNetwork);
  const gates = new Map<string, Way>([['embedded', openWay]]);
  const gateTo = ({ baseUrl }: Endpoint): Way => {
    const gate = gates.get(baseUrl) ?? new Gate();
    gates.set(baseUrl, gate);
    return gate;
  };
  const kept = (model: ChatModel, endpoint: Endpoint) =>
    isRecorded(endpoint, recording) ? recordedModel(model, endpoint, recorder) : model;
  const connected = new Map<string, ChatModel>();
  const connect = (endpoint: Endpoint): ChatModel => {
    const key = digest(endpoint);
    const surroundings = { record, allow, gate: gateTo(endpoint), fetch: fetchFor(endpoint) };
    const model = connected.get(key) ?? kept(httpModel(endpoint, surroundings), endpoint);
    connected.set(key, model);
    return model;
  };
  return {
    of: role => connect(endpointOf(profile, role)),
    player: name => {
      const role = playerRoles[name];
      if (role) return connect(endpointOf(profile, role));
      const card = cards().find(card => card.name === name);
      return card && connect(endpointOf(profile, 'student', card.model));
    },
    endpoint: role => endpointOf(profile, role),
    fetch: role => fetchFor(endpointOf(profile, role))
  };
}

/** Trained weights as files, named by a hash of the model's name, which is not ours to trust. */
export function weightFolder(folder: string): WeightStore {
  const pathOf = (model: string) => join(folder, `${digest(model).slice(0, 16)}.json`);
  const files = () => (existsSync(folder) ? readdirSync(folder) : []);
  return {
    read: model => (existsSync(pathOf(model)) ? readFileSync(pathOf(model), 'utf8') : undefined),
    write: (model, text) => writeWhole(pathOf(model), text),
    list: () => files().map(file => nameIn(readFileSync(join(folder, file), 'utf8')))
  };
}

function nameIn(weights: string): string {
  const { model } = JSON.parse(weights) as { model?: unknown };
  if (typeof model === 'string') return model;
  throw new LabError('lab/models', {
    expected: 'weights that name their model',
    got: weights,
    todo: 'Remove the file from the weights folder and train again.'
  });
}
