import { join } from 'node:path';
import type { ChatModel } from '../base/chat';
import { digest } from '../base/id';
import { httpModel } from '../edge/chat/http';
import { callStore } from '../edge/chat/call-store';
import { isRecorded, noNetwork, recordedModel, type Recording } from '../edge/chat/recorded';
import { localFetches } from '../edge/local/local';
import { Gate, openWay, type Way } from '../edge/chat/gate';
import { pooledFetch } from '../edge/chat/pool-fetch';
import { endpointOf, type Endpoint, type Profile, type Role } from '../edge/profile';
import type { Card } from '../model/schema';
import type { Ledger } from './budget';
import { embeddedFetch } from './embedded';

/** The players of the line in the paper's words; three of them are trained on the way. */
export const trainedNames = ['SR', 'BC', 'BC+SR'] as const;
export type TrainedName = (typeof trainedNames)[number];
export type PlayerName = 'base' | 'expert' | 'partner' | TrainedName;

/** The role in which a player that is not trained stands in a profile. */
export const playerRoles: Readonly<Partial<Record<PlayerName, PlayerRole>>> = {
  base: 'student',
  expert: 'expert',
  partner: 'partner'
};

/** The roles of those who talk. */
export type PlayerRole = 'student' | 'expert' | 'partner';

/** Where each model of a run is reached, and how it is asked. */
export interface Models {
  /** A role's model. */
  of(role: Role): ChatModel;
  /** A player, or `undefined` while it is not trained. */
  player(name: PlayerName): ChatModel | undefined;
  /** A model that is served where a role's is. */
  beside(role: Role, model: string): ChatModel;
  /** The endpoint of a role, for calls that are no chat. */
  endpoint(role: Role): Endpoint;
  /** How a role's server is reached. */
  fetch(role: Role): typeof fetch;
  /** Returns a function that gives the failure of a server which no call has reached from now on. */
  watchServers(): () => Error | undefined;
}

/** How a run's models are asked. */
export interface ModelsOptions {
  readonly recording: Recording;
  readonly now: () => Date;
  /** Told of what takes long. */
  readonly onNotice?: (sentence: string) => void;
}

/** Connects a profile's models; those trained in this run answer where the student does. */
export function modelsOf(
  profile: Profile,
  folder: string,
  cards: () => readonly Card[],
  { record, allow, halt }: Pick<Ledger, 'record' | 'allow' | 'halt'>,
  { recording, now, onNotice }: ModelsOptions
): Models {
  const { fetchFor, gateTo, watchServers } = waysTo(profile, folder, recording);
  const recorder = { store: callStore(), recording, record, halt, now };
  const kept = (model: ChatModel, endpoint: Endpoint) =>
    isRecorded(endpoint, recording) ? recordedModel(model, endpoint, recorder) : model;
  const connected = new Map<string, ChatModel>();
  const connect = (endpoint: Endpoint): ChatModel => {
    const key = digest(endpoint);
    const [gate, fetch] = [gateTo(endpoint), fetchFor(endpoint)];
    const surroundings = { record, allow, gate, fetch, ...(onNotice && { onNotice }) };
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
    beside: (role, model) => connect(endpointOf(profile, role, model)),
    endpoint: role => endpointOf(profile, role),
    fetch: role => fetchFor(endpointOf(profile, role)),
    watchServers
  };
}

/** How each server of a profile is reached: one in this process, or one over the network. */
export function fetchesFor(
  profile: Profile,
  embedded: typeof fetch,
  overNetwork: typeof fetch
): (endpoint: Endpoint) => typeof fetch {
  const local = localFetches(profile);
  return endpoint => {
    if (endpoint.baseUrl === 'local') return local(endpoint);
    return endpoint.baseUrl === 'embedded' ? embedded : overNetwork;
  };
}

/** How each server of a run is reached, and through which gate; a replay asks none but the embedded one. */
function waysTo(profile: Profile, folder: string, recording: Recording) {
  const embedded = embeddedFetch(join(folder, 'weights'));
  const live = fetchesFor(profile, embedded, pooledFetch());
  const fetchFor = (endpoint: Endpoint) =>
    recording === 'replay' && endpoint.baseUrl !== 'embedded' ? noNetwork : live(endpoint);
  const gates = new Map<string, Gate>();
  const gateTo = ({ baseUrl }: Endpoint): Way => {
    if (baseUrl === 'embedded' || baseUrl === 'local') return openWay; // local sequences are the gate
    const gate = gates.get(baseUrl) ?? new Gate();
    gates.set(baseUrl, gate);
    return gate;
  };
  return { fetchFor, gateTo, watchServers: () => watched(gates) };
}

function watched(gates: ReadonlyMap<string, Gate>): () => Error | undefined {
  const before = new Map([...gates].map(([server, { contact }]) => [server, contact]));
  return () => {
    for (const [server, { contact }] of gates) {
      const { answers, misses } = before.get(server) ?? { answers: 0, misses: 0 };
      if (contact.answers === answers && contact.misses > misses) return contact.lastMiss;
    }
    return undefined;
  };
}
