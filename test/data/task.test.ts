import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { randomFrom } from '../../kernel-lib/src/base/random';
import { families } from '../../kernel-lib/src/rehearsal/families';
import { aimOf, goalAmount, sceneOf } from '../../kernel-lib/src/rehearsal/scene';
import { castTask } from '../../kernel-lib/src/task/cast';
import { checkedPeople, checkedTasks } from '../../kernel-lib/src/task/people';
import { relationshipKinds, type Task } from '../../kernel-lib/src/task/schema';
import { linesOf, repeated, tally } from './files';

const Line = z.looseObject({ version: z.literal(1) });
const rowsIn = (file: string) =>
  linesOf(file).map(line => {
    const { version: _version, ...row } = Line.parse(JSON.parse(line));
    return row;
  });

const people = checkedPeople(rowsIn('task/characters.jsonl'), rowsIn('task/relationships.jsonl'));
const { characters, relationships } = people;
const tasks = checkedTasks(rowsIn('task/tasks.jsonl'));
const byId = new Map(characters.map(character => [character.id, character]));

describe('the characters', () => {
  test('are 40 adults up to the age that tasks allow, of several genders and as many occupations', () => {
    expect(characters).toHaveLength(40);
    for (const { age } of characters) expect(age >= 18 && age <= 70, `${age}`).toBe(true);
    expect(tally(characters.map(({ gender }) => gender)).size).toBe(3);
    expect(repeated(characters.map(({ occupation }) => occupation))).toEqual([]);
    expect(repeated(characters.map(({ firstName }) => firstName))).toEqual([]);
  });

  test.each(characters)('$firstName $lastName has a slug, a sketch and a secret', one => {
    const name = `${one.firstName} ${one.lastName}`.toLowerCase().replace(' ', '-');
    expect(one.id).toBe(`character-${name}`);
    for (const text of [one.publicInfo, one.personality]) {
      expect(text).toMatch(/^[A-Z][^"]+\.$/);
      expect(text).toContain(one.firstName);
    }
    expect(one.secret, 'reads well after "my secret is that"').toMatch(/^I [^"]+[^.]$/);
  });

  test('share no text', () => {
    const texts = characters.flatMap(one => [one.publicInfo, one.personality, one.secret]);
    expect(repeated(texts)).toEqual([]);
  });

  test('stand in about as many relationships each', () => {
    const counts = tally(relationships.flatMap(each => each.characters));
    expect(counts.size).toBe(characters.length);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(4);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(8);
  });
});

describe('the relationships', () => {
  test('are 120, each with its number, its own story and an order of its own', () => {
    const numbers = relationships.map((_, i) => `relationship-${String(i + 1).padStart(3, '0')}`);
    expect(numbers).toHaveLength(120);
    expect(relationships.map(({ id }) => id)).toEqual(numbers);
    expect(repeated(relationships.map(({ story }) => story))).toEqual([]);
    expect(repeated(relationships.map(each => each.characters.join(' ')))).toEqual([]);
  });

  test.each(relationships)('$id tells one sentence about both', ({ characters: pair, story }) => {
    expect(story).toMatch(/^[A-Z][^.]+\.$/);
    for (const id of pair) expect(story).toContain(byId.get(id)!.firstName);
  });

  test('are one kind for one pair, whatever their order', () => {
    const kinds = relationships.map(each => `${[...each.characters].sort().join(' ')} ${each.kind}`);
    const pairs = new Set(relationships.map(each => [...each.characters].sort().join(' ')));
    expect(new Set(kinds).size).toBe(pairs.size);
  });

  const cases = relationshipKinds.flatMap(kind => [
    { kind, ages: [18, 70], least: 15 },
    { kind, ages: [18, 50], least: 10 },
    { kind, ages: [25, 70], least: 10 }
  ]);
  test.each(cases)('give $least or more of $kind for ages $ages', ({ kind, ages, least }) => {
    const [low, high] = [ages[0]!, ages[1]!];
    const range: [number, number] = [low, high];
    const task: Task = { ...tasks[0]!, relationship: kind, ages: [range, range] };
    expect(castTask(task, people, least, randomFrom('cast'))).toHaveLength(least);
  });
});

describe('the tasks', () => {
  const hard = tasks.filter(task => task.hard);
  const others = tasks.filter(task => !task.hard);

  test('are 34, of which 14 are hard', () => {
    expect([tasks.length, hard.length]).toEqual([34, 14]);
  });

  test.each([
    ['hard', hard],
    ['other', others]
  ])('cover each relationship and each family at least twice among the %s ones', (_, some) => {
    const kinds = tally(some.map(task => task.relationship));
    const matters = tally(some.map(task => sceneOf(task.scenario).family.name));
    for (const kind of relationshipKinds) expect(kinds.get(kind), kind).toBeGreaterThanOrEqual(2);
    for (const { name } of families) expect(matters.get(name), name).toBeGreaterThanOrEqual(2);
  });

  test('share no text', () => {
    expect(repeated(tasks.flatMap(({ scenario, goals }) => [scenario, ...goals]))).toEqual([]);
  });

  describe.each(tasks)('$codename', task => {
    const scene = sceneOf(task.scenario);
    const step = (scene.high - scene.low) / 10;

    test('was written by hand, for agents 1 and 2, and can be cast five times', () => {
      expect(task).toMatchObject({ id: `task-${task.codename}`, source: 'hand-written' });
      expect(task.codename).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const agent of ['Agent 1', 'Agent 2']) expect(task.scenario).toContain(agent);
      const names = characters.map(({ firstName }) => new RegExp(`\\b${firstName}\\b`));
      const texts = [task.scenario, ...task.goals].join(' ');
      expect(names.filter(name => name.test(texts))).toEqual([]);
      expect(castTask(task, people, 5, randomFrom('cast'))).toHaveLength(5);
    });

    test('states the matter in the sentence that rehearsal can read, on whole steps', () => {
      const { setting } = scene.family;
      const slots: Readonly<Record<string, string>> = {
        A: 'Agent 1',
        B: 'Agent 2',
        thing: scene.thing,
        low: String(scene.low),
        high: String(scene.high)
      };
      const definite = (text: string) => text.replace(/\ban? /g, 'the '); // as agents speak of a thing
      const sentence = setting.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot]!);
      expect(definite(task.scenario)).toContain(definite(sentence));
      expect(step).toBe(Math.round(step));
    });

    test('has two goals that name their limits once, with a stake and something to keep', () => {
      const shares = task.goals.map((goal, seat) => aimOf(goal, scene, seat === 0 ? 0 : 1).limit);
      const amounts = [shares[0]!, 10 - shares[1]!].map(x => scene.low + x * step);
      for (const [seat, goal] of task.goals.entries()) {
        const bound = `at ${['least', 'most'][seat]} ${goalAmount(scene.family, amounts[seat]!)};`;
        expect(goal).toContain(bound);
        expect(goal.match(new RegExp(scene.family.unit.number, 'g'))).toHaveLength(1);
        const [, stake, rest] = /It matters (a great deal|somewhat) to you\. (.+)$/.exec(goal)!;
        expect(aimOf(goal, scene, 0).stake).toBe(stake === 'a great deal');
        expect(rest!.length).toBeGreaterThan(60);
      }
    });

    test(`leaves ${task.hard ? 'next to no' : 'some'} room between the limits`, () => {
      const [first, second] = task.goals;
      const aims = [aimOf(first, scene, 0), aimOf(second, scene, 1)];
      expect(aims.map(aim => aim.wantsHigh)).toEqual([true, false]);
      for (const { limit } of aims) expect(limit).toBe(Math.round(limit));
      const sum = aims[0]!.limit + aims[1]!.limit;
      expect(task.hard ? [9, 10] : [6, 7, 8, 9]).toContain(sum);
    });
  });
});
