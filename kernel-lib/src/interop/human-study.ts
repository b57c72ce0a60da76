import { parseActionText } from './action-text';
import { beyondOf, fieldsOf, idIn, plainText, unreadable, type Fields } from './fields';
import type { ImportedEpisode, LoggedTurn } from './schema';

const where = 'human-study';
const known = ['pk', 'environment', 'tag', 'models', 'rewards_prompt'];

/** Whether a record is an episode of the human study: all it has of the talk is the judge's prompt. */
export function isHumanStudyEpisode(fields: Fields): boolean {
  return 'rewards_prompt' in fields && 'environment' in fields && !('messages' in fields);
}

/**
 * An episode that was given to human raters: scene and transcript stand in the text that the judge
 * was asked with, in which both secrets and goals are to be seen.
 *
 * Throws: LabError [interop/human-study] when that text is not such a record
 * Source: sotopia-pi, human_eval/otree_project, sotopia_official_study.
 */
export function readHumanStudyEpisode(value: unknown, stem?: string): ImportedEpisode {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable(where, 'an episode as a JSON object', value);
  const prompt = typeof fields.rewards_prompt === 'string' ? fields.rewards_prompt : '';
  const { models } = fields;
  const record = readRecord(prompt);
  return {
    id: idIn(fields, ['pk'], 'episode', stem),
    environment: plainText(fields.environment),
    agents: [],
    tag: plainText(fields.tag),
    models: Array.isArray(models) ? models.map(plainText) : [],
    names: record.names,
    openings: [],
    turns: record.turns,
    rewards: record.names.map(() => null),
    reasoning: '',
    rewardsPrompt: prompt,
    scenario: record.scenario,
    backgrounds: record.backgrounds,
    goals: record.goals,
    ...beyondOf(fields, known)
  };
}

type Recorded = Pick<ImportedEpisode, 'names' | 'turns'> & {
  readonly scenario: string;
  readonly backgrounds: string[];
  readonly goals: string[];
};

/**
 * Scene and turns in a judge's prompt. A turn without a line was a silent one; a comma after the
 * last one belongs to the prompt.
 *
 * Throws: LabError [interop/human-study] when a part is missing or a line is no action
 */
export function readRecord(prompt: string): Recorded {
  const [scene = '', ...said] = prompt.split(/^Turn #(?=\d+,?[^\S\n]*$)/m);
  const scenario = /^Scenario: (.*)$/m.exec(scene)?.[1];
  const participants = /^Participants: (.*)$/m.exec(scene)?.[1];
  const backgrounds = labelled(scene, 'background');
  const names = backgrounds.map(([name]) => name);
  if (scenario === undefined || participants !== names.join(' and ') || names.length !== 2) {
    throw unreadable(where, 'a judge’s prompt with a scenario and two participants', prompt);
  }
  const goals = new Map(labelled(scene, 'goal'));
  return {
    names,
    scenario: scenario.trim(),
    backgrounds: backgrounds.map(([, text]) => text),
    goals: names.map(name => goals.get(name) ?? ''),
    turns: turnsIn(said, names)
  };
}

/** The texts that stand behind `<name>'s <label>:`, in their order. */
function labelled(scene: string, label: string): [name: string, text: string][] {
  const lines = scene.matchAll(new RegExp(`^(\\S.*?)'s ${label}: (.*)$`, 'gm'));
  return [...lines].map(([, name, text]) => [name!, text!.trim()]);
}

/** Turns are numbered from 1; a line that looks like the head of a turn but is out of order is said. */
function turnsIn(parts: readonly string[], names: readonly string[]): LoggedTurn[] {
  const turns: string[] = [];
  for (const part of parts) {
    const [, number, text = ''] = /^(\d+),?[^\S\n]*\n?([\s\S]*)$/.exec(part)!;
    if (Number(number) === turns.length + 1) turns.push(text);
    else if (turns.length > 0) turns[turns.length - 1] += `Turn #${part}`;
    else throw unreadable(where, 'turns counted from 1', `Turn #${part}`);
  }
  return turns.map((text, round) => {
    const isLast = round === turns.length - 1;
    return turnIn(isLast ? withoutQuestion(text) : text.replace(/\n$/, ''), round, names);
  });
}

/** What follows the record in the prompt is the judge's task. */
function withoutQuestion(text: string): string {
  const question = /^[ \t]*Based on previous interactions, /m.exec(text);
  const said = text.slice(0, question?.index).trimEnd();
  return said.endsWith(',') ? said.slice(0, -1) : said;
}

function turnIn(text: string, round: number, names: readonly string[]): LoggedTurn {
  if (text.trim() === '') {
    const character = names[round % names.length]!;
    return { round, character, action: { action_type: 'none', argument: '' } };
  }
  const character = names.find(name => text.startsWith(`${name} `));
  if (character === undefined) throw unreadable(where, `a turn of ${names.join(' or ')}`, text);
  return { round, character, ...parseActionText(text.slice(character.length + 1)) };
}
