import { askedUntilRead, thoughtsOf } from '../../base/ask';
import { messageOf } from '../../base/fail';
import { idOf } from '../../base/id';
import { talkView } from '../../edge/notebook/talk';
import { endingOf, ruleSets, type RuleSetName } from '../../episode/ending';
import { parseAction } from '../../episode/parse';
import { placesIn, playDefaults } from '../../episode/play';
import { agentPrompt } from '../../episode/prompt';
import {
  actionText,
  type Action,
  type Ending,
  type Episode,
  type Seat,
  type Turn
} from '../../episode/schema';
import { transcriptOf } from '../../episode/transcript';
import { contextFor } from '../../episode/view';
import { fullName, type Task } from '../../task/schema';
import { KnownReplies } from '../reply-lines';
import type { TalkStep } from '../../transcript/schema';
import { registerTalk } from './entry';
import { checkWords, notYours, unanswered } from './errors';
import { liveHere, liveTalk } from './live';
import { checkOptions, keepTalk, sceneFor, seatOf } from './scene';
import type { OngoingTalk, TalkOptions, TalkSetting } from './shape';

/**
 * Begins a talk in which you play one seat. The other knows what its character knows and no
 * more, and so do you. The episode is marked `human`, rated like any other and left out of
 * training unless `train` is given.
 *
 * Throws: LabError [lab/talk/scene] when nobody of that name is in the cast
 */
export function talk(task: Task, options: TalkOptions): OngoingTalk {
  checkOptions(options);
  const scene = sceneFor(task, options);
  const began = (options.now ?? (() => new Date()))().toISOString();
  const tag = options.train ? `collect ${options.train}` : 'human';
  const human = seatOf(options.you, scene.cast);
  const id = idOf('episode', { ...scene, tag, human, model: options.with.name, began });
  return new HumanTalk({ id, tag, human, ...scene }, options);
}

class HumanTalk implements OngoingTalk {
  readonly turns: Turn[] = [];
  private readonly texts: string[] = [];
  private readonly place = placesIn(this.texts);
  private readonly view = talkView();
  private readonly live = liveHere();
  private isShown = false;
  private problem: string | undefined;
  private readonly replies = new KnownReplies([], () => undefined);
  private isBusy = false;

  constructor(
    readonly setting: TalkSetting,
    private readonly options: TalkOptions
  ) {
    this.show();
    if (this.live) registerTalk(this.live.talk, (step, words) => this.takeInPlace(step, words));
  }

  readonly say = (argument: string) => this.take({ action_type: 'speak', argument });
  readonly act = (argument: string) => this.take({ action_type: 'action', argument });
  readonly gesture = (argument: string) =>
    this.take({ action_type: 'non-verbal communication', argument });
  readonly wait = () => this.take({ action_type: 'none', argument: '' });
  readonly leave = () => this.take({ action_type: 'leave', argument: '' });

  readonly listen = () => this.alone(() => this.heard());

  private async heard(): Promise<string> {
    if (this.ending || this.next === this.setting.human) return this.standing();
    await this.add(await this.modelTurn());
    const said = lineOf(this.turns.at(-1)!);
    return this.ending ? `${said}\n${this.standing()}` : said;
  }

  get ending(): Ending | undefined {
    return endingOf(this.turns, this.names, ruleSets[this.rules]);
  }

  get text(): string {
    const { human } = this.setting;
    return [contextFor(this.setting, human), ...this.turns.map(lineOf)].join('\n');
  }

  get episode(): Episode | undefined {
    const { ending, turns, texts, rules, setting } = this;
    if (!ending) return undefined;
    const other = this.options.with.name;
    const models: Episode['models'] = setting.human === 0 ? ['human', other] : [other, 'human'];
    const transcript = transcriptOf(setting, turns);
    const played = { rules, texts: [...texts], turns: [...turns], ending, transcript };
    return { ...setting, models, repeat: 0, ...played };
  }

  /** A step that the talk's own output asks for; what fails is told there. */
  private async takeInPlace(step: TalkStep, words: string): Promise<void> {
    await this.view.inPlace(async () => {
      await this[step](words).catch((error: unknown) => (this.problem = messageOf(error)));
      this.show();
    });
  }

  private show(): void {
    const { setting, turns, next, ending, problem, live } = this;
    const [model, isAsking] = [this.options.with.name, this.isBusy];
    const now = { setting, model, turns, next, ending, isAsking, problem, live };
    this.isShown = this.view.show(liveTalk(now), this.text);
  }

  private async take(action: Action): Promise<string | undefined> {
    this.refuseOutOfTurn(action);
    return this.alone(async () => {
      await this.add({ character: this.names[this.setting.human]!, action, prompt: [] });
      return this.heard();
    });
  }

  /** One thing at a time: whoever forgets to wait must not put words into another's mouth. */
  private async alone(work: () => Promise<string>): Promise<string | undefined> {
    if (this.isBusy) throw notYours(this.standing(), false);
    this.isBusy = true;
    this.problem = undefined;
    try {
      const said = await work();
      return this.isShown ? undefined : said; // each reply is shown once
    } finally {
      this.isBusy = false;
      if (this.turns.length > 0) this.show();
    }
  }

  private async modelTurn(): Promise<Turn> {
    const { signal, in: run } = this.options;
    const { id } = this.setting;
    const model = this.replies.through(this.options.with);
    const n = this.turns.length;
    const template = run?.prompts.agent ?? playDefaults.template;
    const pieces = agentPrompt(this.setting, this.next, this.turns, template);
    const messages = [{ role: 'user' as const, content: pieces.join('') }];
    const purpose = `${id}/turn ${n}`;
    const question = { messages, purpose, key: [id, n], wanted: 'action' };
    const most = run?.settings.maxAttempts ?? playDefaults.maxAttempts;
    const answer = await askedUntilRead(model, question, readAction, most, signal);
    if (answer.kind === 'unanswered') {
      await this.replies.forgetLast(id);
      throw unanswered(answer.reason);
    }
    const { value: action, attempts } = answer;
    const turn = { character: this.names[this.next]!, action, prompt: pieces.map(this.place) };
    return { ...turn, ...(attempts.length > 0 && { attempts }), ...thoughtsOf(answer) };
  }

  private async add(turn: Turn): Promise<void> {
    this.turns.push(turn);
    this.show();
    const { episode, options } = this;
    if (episode && options.in) await keepTalk(options.in, episode);
  }

  private refuseOutOfTurn(action: Action): void {
    const isYours = !this.ending && !this.isBusy && this.next === this.setting.human;
    if (!isYours) throw notYours(this.standing(), this.ending !== undefined);
    checkWords(action);
  }

  private standing(): string {
    if (this.ending) return `The talk is over: ${this.ending}.`;
    return `It is the turn of ${this.names[this.next]}.`;
  }

  private get next(): Seat {
    return this.turns.length % 2 === 0 ? 0 : 1;
  }

  private get names(): string[] {
    return this.setting.cast.map(fullName);
  }

  private get rules(): RuleSetName {
    return this.options.rules ?? this.options.in?.settings.rules ?? 'clean';
  }
}

function lineOf({ character, action }: Turn): string {
  return actionText(character, action);
}

function readAction(reply: string) {
  const { action, repairs } = parseAction(reply);
  return { value: action, repairs };
}
