/** What a notebook calls instead of a verb of the command line. */
export const calls = {
  run: 'await pi.runLine(run)',
  tasks: 'await pi.writeTasks(run)',
  play: 'await pi.playEpisodes(run)',
  rate: 'await pi.rateEpisodes(run)',
  select: 'pi.selectEpisodes(run)',
  train: 'await pi.trainModels(run)',
  evaluate: 'await pi.evaluateModels(run)',
  figures: 'await pi.drawFigures(run)'
} as const;

/** What a notebook gives to `pi.openRun` instead of an option of the command line. */
const options: Readonly<Record<string, string>> = {
  run: 'the first argument of pi.openRun',
  concurrency: 'the option concurrency of pi.openRun',
  budget: 'the option budget: { money } of pi.openRun',
  'max-calls': 'the option budget: { calls } of pi.openRun',
  cache: 'the option recording of pi.openRun',
  replay: "the option recording: 'replay' of pi.openRun",
  'trust-server': 'the option trustServers of pi.openRun',
  ...Object.fromEntries(
    ['models', 'seed', 'inspirations', 'tasks', 'pairs', 'repeats', 'rules', 'occupations'].map(
      name => [name, settingText(name)]
    )
  ),
  gguf: settingText('models'),
  'evaluation-pairs': settingText('evaluationPairs'),
  'evaluation-tasks': settingText('evaluationTasks'),
  'task-set': settingText('taskSet'),
  'max-attempts': settingText('maxAttempts'),
  'invalid-replies': settingText('invalidReplies'),
  'agent-prompt': settingText('prompts: { agent }'),
  'judge-prompt': settingText('prompts: { judge }'),
  'writer-prompt': settingText('prompts: { writer }')
};

function settingText(name: string): string {
  return `the setting ${name} of pi.openRun`;
}

const command = /(?:npx )?sotopia-pi ([a-z]+)((?: --?[a-z-]+(?: [^\s-]\S*)?)*)/g;
const option = /--([a-z][a-z-]*)/g;

/**
 * A message for the reader of a notebook: commands and options of the command line become the calls
 * and arguments that do the same. A command that only a terminal can run says so.
 */
export function inNotebook(message: string): string {
  return message
    .replace(
      command,
      (text, verb: string) => calls[verb as keyof typeof calls] ?? `${hidden(text)} (in a terminal)`
    )
    .replace(option, (text, name: string) => options[name] ?? text)
    .replace(/\bCtrl\+C\b/g, 'the stop button')
    .replaceAll(dashes, '--');
}

// The options of a command for a terminal are kept as they are.
const dashes = '\u0000';
function hidden(text: string): string {
  return text.replaceAll('--', dashes);
}
