import { expect, test } from 'vitest';
import { defaultSettings } from '../../../../kernel-lib/src/lab/settings';
import { inNotebook } from '../../../../kernel-lib/src/edge/notebook/terms';

test.each([
  ['Name another folder with --run.', 'Name another folder with the first argument of pi.openRun.'],
  [
    'Everything finished is kept; raise --budget or --max-calls to go on.',
    'Everything finished is kept; raise the option budget: { money } of pi.openRun or the option ' +
      'budget: { calls } of pi.openRun to go on.'
  ],
  ['Lower --evaluation-pairs.', 'Lower the setting evaluationPairs of pi.openRun.'],
  ['Begin one: npx sotopia-pi tasks.', 'Begin one: await pi.writeTasks(run).'],
  ['Next: npx sotopia-pi rate --run runs/a --batch', 'Next: await pi.rateEpisodes(run)'],
  [
    'Install it with: npx sotopia-pi setup --local',
    'Install it with: npx sotopia-pi setup --local (in a terminal)'
  ],
  ['Play without --queue.', 'Play without --queue.'],
  ['Ctrl+C ends it.', 'the stop button ends it.'],
  ['A text with a -- dash -- and a-b stays.', 'A text with a -- dash -- and a-b stays.']
])('%s becomes, in a notebook: %s', (message, told) => {
  expect(inNotebook(message)).toBe(told);
});

test('the settings that it names exist', () => {
  const flags = ['models', 'seed', 'tasks', 'pairs', 'repeats', 'evaluation-pairs'];
  const named = flags.map(flag => /setting (\w+)/.exec(inNotebook(`--${flag}`))?.[1]);
  for (const name of named) expect(defaultSettings).toHaveProperty(name!);
});
