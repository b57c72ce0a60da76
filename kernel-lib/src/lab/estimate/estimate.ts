import { moneyFor } from '../../edge/chat/wording';
import { endpointOf, type Profile, type Role } from '../../edge/profile';
import { ruleSets } from '../../episode/ending';
import {
  sizesOf,
  usualAssumptions,
  type Assumptions,
  type Kind,
  type Plan,
  type Size
} from './sizes';
import { playerRoles } from '../models';
import {
  episodeSets,
  evaluationTasksOf,
  isCollection,
  playersOf,
  type Collection,
  type Trial
} from '../plan';
import { ratersFor } from '../rate';

export { usualAssumptions, type Assumptions, type Plan } from './sizes';

/** What a role will be asked for. */
export interface RoleEstimate {
  readonly role: Role;
  readonly model: string;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** In the profile's currency; `undefined` where the profile names no price. */
  readonly money: number | undefined;
}

/** What a whole run will take. Training is not in it. */
export interface Estimate {
  readonly roles: readonly RoleEstimate[];
  readonly episodes: number;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** `undefined` when the price of a model that is asked is unknown. */
  readonly money: number | undefined;
  readonly seconds: number;
  /** The longest prompt in tokens, an agent's or the judge's: it must fit into every context. */
  readonly longestPrompt: number;
  readonly assumptions: Assumptions;
}

/**
 * Estimates a whole run: its calls by the plan, its prompts' length by the wording and the tasks
 * it starts from. Nothing is asked a second time and no token comes from a server's cache.
 *
 * Units: calls | tokens | the profile's currency | seconds
 */
export function estimateOf(plan: Plan, given: Partial<Assumptions> = {}): Estimate {
  const limits = { ...usualAssumptions, turns: ruleSets[plan.settings.rules].maxTurns };
  const assumptions = { ...limits, ...given };
  const sizes = sizesOf(plan, assumptions);
  const calls = callsOf(plan, assumptions.turns);
  const roles = [...calls].map(([role, parts]) => roleEstimate(plan.profile, role, parts, sizes));
  const sum = (part: (one: RoleEstimate) => number) =>
    roles.reduce((all, one) => all + part(one), 0);
  const isPriced = roles.every(({ money }) => money !== undefined);
  return {
    roles,
    episodes: episodesOf(plan).reduce((all, { episodes }) => all + episodes, 0),
    calls: sum(({ calls }) => calls),
    promptTokens: sum(({ promptTokens }) => promptTokens),
    completionTokens: sum(({ completionTokens }) => completionTokens),
    money: isPriced ? sum(({ money }) => money!) : undefined,
    seconds: secondsOf(plan.profile, roles, assumptions),
    longestPrompt: Math.max(sizes.rating.prompt, sizes.longestTurn),
    assumptions
  };
}

type Calls = Readonly<Partial<Record<Kind, number>>>;

/** How many calls of which kind each role gets, in the order of the line. */
function callsOf(plan: Plan, turns: number): Map<Role, Calls> {
  const sets = episodesOf(plan);
  const played = new Map<Role, number>();
  for (const { set, episodes } of sets) {
    for (const player of playersOf(set)) {
      const role = playerRoles[player] ?? 'student'; // trained models answer where it does
      played.set(role, (played.get(role) ?? 0) + (episodes * turns) / 2);
    }
  }
  const total = sets.reduce((sum, { episodes }) => sum + episodes, 0);
  const ratings = sets.map(({ set: { tag }, episodes }) => {
    const simulated = ratersFor(plan, { tag }).filter(({ kind }) => kind === 'simulated');
    return simulated.length * episodes;
  });
  const simulated = ratings.reduce((sum, n) => sum + n, 0);
  return new Map<Role, Calls>([
    ['writer', { task: 2 * plan.settings.tasks }],
    ...[...played].map(([role, turn]): [Role, Calls] => [role, { turn: Math.round(turn) }]),
    ['judge', { rating: total }],
    ...(simulated > 0 ? [['rater', { rating: simulated }] as const] : [])
  ]);
}

function episodesOf({ settings, world }: Plan): { set: Collection | Trial; episodes: number }[] {
  const { tasks, pairs, evaluationPairs, repeats } = settings;
  const trial = evaluationTasksOf({ settings, world }).length * evaluationPairs * 2 * repeats;
  return episodeSets.map(set => ({ set, episodes: isCollection(set) ? tasks * pairs : trial }));
}

function roleEstimate(
  profile: Profile,
  role: Role,
  parts: Calls,
  sizes: Record<Kind, Size>
): RoleEstimate {
  const endpoint = endpointOf(profile, role);
  const kinds = Object.keys(parts) as Kind[];
  const sum = (part: (kind: Kind) => number) => kinds.reduce((all, kind) => all + part(kind), 0);
  const promptTokens = Math.round(sum(kind => parts[kind]! * sizes[kind].prompt));
  const completionTokens = Math.round(sum(kind => parts[kind]! * sizes[kind].reply));
  const money = moneyFor(endpoint, { promptTokens, completionTokens });
  const calls = sum(kind => parts[kind]!);
  return { role, model: endpoint.model, calls, promptTokens, completionTokens, money };
}

const embeddedSeconds = 0.0005;

function secondsOf(
  profile: Profile,
  estimates: readonly RoleEstimate[],
  { secondsPerCall, concurrency }: Assumptions
): number {
  return estimates.reduce((sum, { role, calls }) => {
    const isEmbedded = endpointOf(profile, role).baseUrl === 'embedded';
    return sum + calls * (isEmbedded ? embeddedSeconds : secondsPerCall / concurrency);
  }, 0);
}
