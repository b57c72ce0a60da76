import { constraintOf } from '../base/constraint';
import { unreadable } from './fields';
import type { LoggedAction, LoggedTurn } from './schema';

/** What a log's text says of one act: the action, and who alone saw it. */
export type Act = Pick<LoggedTurn, 'action' | 'to'>;

const quotedName = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/.source;
const privately = new RegExp(`^\\[private to (\\[(?:${quotedName}|[^\\]'"])*\\])\\]\\s*`);
const spoken = /^said: "([\s\S]*)"\s*$/;
const physical = /^\[(action|non-verbal communication)\] ?([\s\S]*)$/;
const left = /^left the conversation[.,]?\s*$/;
const silent = /^did nothing[.,]?\s*$/;

/**
 * An action as logs write it, without the name before it.
 *
 * Throws: LabError [interop/action-text] when it is none
 * Source: Sotopia `sotopia/messages/message_classes.py`, AgentAction.to_natural_language.
 */
export function parseActionText(text: string): Act {
  const whole = text.trimStart();
  const only = whole.startsWith('[private') ? privately.exec(whole) : undefined;
  const to = only ? namesIn(only[1]!) : [];
  const action = actionIn(only ? whole.slice(only[0].length) : whole);
  if (!action || (only && to.length === 0)) {
    throw unreadable('action-text', 'an action such as said: "…" or [action] …', text);
  }
  return { action, ...(to.length > 0 && { to }) };
}

function actionIn(text: string): LoggedAction | undefined {
  const words = spoken.exec(text);
  if (words) return { action_type: 'speak', argument: words[1]! };
  const deed = physical.exec(text);
  if (deed) {
    const [, kind, argument] = deed;
    return {
      action_type: kind === 'action' ? 'action' : 'non-verbal communication',
      argument: argument!
    };
  }
  if (left.test(text)) return { action_type: 'leave', argument: '' };
  return silent.test(text) ? { action_type: 'none', argument: '' } : undefined;
}

function namesIn(list: string): string[] {
  const names = constraintOf(list);
  return Array.isArray(names) ? names.filter(name => typeof name === 'string') : [];
}

/** The same the other way round. */
export function loggedText({ action, to = [] }: Act): string {
  return to.length === 0
    ? actionWords(action)
    : `[private to [${to.map(quoted).join(', ')}]]  ${actionWords(action)}`;
}

function actionWords({ action_type, argument }: LoggedAction): string {
  switch (action_type) {
    case 'speak':
      return `said: "${argument}"`;
    case 'non-verbal communication':
    case 'action':
      return `[${action_type}] ${argument}`;
    case 'leave':
      return 'left the conversation';
    case 'none':
      return 'did nothing';
    default:
      return action_type satisfies never;
  }
}

/** A text as Python shows it in a list. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\');
  return text.includes("'") && !text.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll("'", "\\'")}'`;
}
