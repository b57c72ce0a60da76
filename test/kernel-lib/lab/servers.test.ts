import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as pi from '../../../kernel-lib/src/index';
import { openRun, type RunOptions } from '../../../kernel-lib/src/lab/run';
import { checkServers } from '../../../kernel-lib/src/lab/servers';
import { emptyFolder } from '../../support/folder';
import { oneModelProfile, openAiServer } from '../../support/openai-server';

const day = (date: string) => ({ now: () => new Date(`${date}T12:00:00Z`) });
const price = { pricePerMillionTokens: { prompt: 0, completion: 0 } };

/** Checks the servers of a new run whose every model has these fields. */
async function checked(fields: object, options: Partial<RunOptions> = {}) {
  const { url } = await openAiServer(['any'], () => '{}');
  const folder = emptyFolder();
  const models = join(folder, 'profile.json');
  writeFileSync(models, JSON.stringify(oneModelProfile(url, fields)));
  const run = openRun(join(folder, 'run'), { models }, options);
  onTestFinished(() => run.close());
  return checkServers(run);
}

test('a profile whose servers list its models is accepted', async () => {
  await checked({});
});

test('a model that its server does not list is refused with those there are', async () => {
  await expect(checked({ model: 'other' })).rejects.toThrow('as writer (any), got "other"');
});

test('a model is used until the day it is shut down, and then refused with what stands in', async () => {
  const retired = { on: '2026-10-23', instead: 'new-model' };
  await checked({ retired }, day('2026-10-22'));
  await expect(checked({ retired }, day('2026-10-23'))).rejects.toThrow(
    /any \(writer, expert, student, partner, judge; gone 2026-10-23, now new-model\).*--models openai/
  );
});

test('a budget of money needs a price of every model, which may be nothing', async () => {
  await checked(price, { budget: { money: 5 } });
  await checked({}, { budget: { calls: 5 } });
  await expect(checked({}, { budget: { money: 5 } })).rejects.toThrow(
    'none for writer, expert, student, partner, judge'
  );
});

test('the models of the paper are refused before there is a folder for them', () => {
  const folder = join(emptyFolder(), 'run');
  expect(() => openRun(folder, { models: 'paper' })).toThrow('--models openai');
  expect(existsSync(folder)).toBe(false);
});

test('a run of theirs is opened, and refused when it would ask them', async () => {
  const folder = join(emptyFolder(), 'run');
  openRun(folder, { models: 'paper' }, { now: () => new Date('2024-01-01') }).close();
  const run = openRun(folder, { models: 'paper' });
  onTestFinished(() => run.close());
  await expect(checkServers(run)).rejects.toThrow('--models openai');
});

test('recorded calls of theirs can be played again', () => {
  const folder = join(emptyFolder(), 'run');
  openRun(folder, { models: 'paper' }, { recording: 'replay' }).close();
  expect(existsSync(join(folder, 'run.json'))).toBe(true);
});

test('a notebook names in trustServers the addresses that keys may go to', async () => {
  const folder = emptyFolder();
  vi.stubEnv('XDG_CONFIG_HOME', folder);
  vi.stubEnv('COURSE_KEY', 'sk-planted-5d0b');
  onTestFinished(() => void vi.unstubAllEnvs());
  const models = join(folder, 'profile.json');
  const baseUrl = 'http://models.course.invalid/v1';
  writeFileSync(
    models,
    JSON.stringify(oneModelProfile(baseUrl, {}, { keyVariable: 'COURSE_KEY' }))
  );
  const opened = (options: Partial<RunOptions> = {}) => {
    const run = pi.openRun(join(folder, 'run'), { models }, options);
    onTestFinished(() => run.close());
    return run;
  };
  const run = opened();
  await expect(pi.writeTasks(run)).rejects.toThrow(
    /^\[edge\/trust\] expected your consent before the key in COURSE_KEY goes to http:\/\/models\.course\.invalid for the first time.*trustServers: \['http:\/\/models\.course\.invalid'\]/
  );
  run.close();
  await expect(checkServers(opened({ trustServers: ['models.course'] }))).rejects.toThrow(
    'in a notebook, trustServers'
  );
});
