import { expect, test } from 'vitest';
import { defaultSettings, fullSettings } from '../../../kernel-lib/src/lab/settings';

test('what is not asked for is as by default', () => {
  expect(fullSettings({ tasks: 3 })).toEqual({ ...defaultSettings, tasks: 3 });
});

test.each<[object, string]>([
  [{ tasks: 0 }, 'tasks among them'],
  [{ rules: 'strict' }, 'rules among them'],
  [{ taks: 3 }, 'taks']
])('settings that cannot be are refused, with those there are: %j', (asked, message) => {
  const settings = () => fullSettings(asked);
  expect(settings).toThrow(message);
  expect(settings).toThrow(/^\[lab\/settings\] .* There are models, seed, tasks, /);
});
