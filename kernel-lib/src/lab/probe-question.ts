import type { Message } from '../base/chat';
import type { Role } from '../edge/profile';
import { actionSchema } from '../episode/parse';
import { agentPrompt } from '../episode/prompt';
import { judgePrompt } from '../rating/prompt';
import { ratingSchema } from '../rating/parse';
import { taskSchema } from '../task/parse';
import { writerPrompt } from '../task/prompt';
import type { Character } from '../task/schema';
import { readPrompts } from './prompts';
import { readWorld } from './world';

/** What a run asks of a role, with sample content: the prompt as it is worded, and the schema. */
export interface ProbeQuestion {
  readonly messages: readonly Message[];
  readonly schema: object;
}

/** The questions of all roles: those of agents, of judges and of the writer are each the same. */
export function probeQuestions(): (role: Role) => ProbeQuestion {
  const { people, tasks } = readWorld();
  const prompts = readPrompts({});
  const [task] = tasks;
  const [first, second] = people.characters;
  const cast: [Character, Character] = [first!, second!];
  const scene = { task: task!, cast };
  const inspiration = {
    id: 'sample',
    source: 'unknown' as const,
    text: 'asking a friend to return a borrowed bicycle'
  };
  const agent = agentPrompt(scene, 0, [], prompts.agent).join('');
  const action = {
    messages: [{ role: 'user' as const, content: agent }],
    schema: actionSchema
  };
  const rating = {
    messages: judgePrompt({ ...scene, turns: [] }, prompts.judge),
    schema: ratingSchema
  };
  const written = {
    messages: writerPrompt(inspiration, task!, prompts.writer),
    schema: taskSchema
  };
  return role => {
    if (role === 'writer') return written;
    return role === 'judge' || role === 'rater' ? rating : action;
  };
}
