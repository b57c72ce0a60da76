import { lackError, SetupError } from './failure.mjs';
import { quietRun } from './command.mjs';

const least = [3, 10];
const names = [
  'python3',
  'python',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python3.10'
];

const question = [
  'import sys, importlib.util as u',
  "print('%d.%d.%d' % sys.version_info[:3], all(u.find_spec(m) for m in ('venv', 'ensurepip')))"
].join('\n');

/**
 * The program name of a Python that is new enough and can make a virtual environment.
 * `SOTOPIA_PI_PYTHON` names one; otherwise the usual names are tried in turn.
 *
 * Throws: SetupError [setup/python] when there is none
 */
export async function usablePython(env = process.env) {
  const chosen = env.SOTOPIA_PI_PYTHON;
  const found = [];
  for (const name of chosen ? [chosen] : names) {
    const python = await pythonCalled(name, env);
    if (python === undefined) continue;
    if (isNewEnough(python.version) && python.hasVenv) return name;
    found.push({ name, ...python });
  }
  throw lacking(chosen, found);
}

function lacking(chosen, found) {
  const withoutVenv = found.find(python => isNewEnough(python.version));
  if (withoutVenv) {
    return new SetupError(
      'python',
      "Python's venv module",
      `Python ${withoutVenv.version} without it`,
      'Install it (on Debian and Ubuntu: apt-get install python3-venv) and run the command again.'
    );
  }
  const got = found[0]
    ? `Python ${found[0].version} (${found[0].name})`
    : chosen
      ? `no working ${chosen}`
      : 'none on PATH';
  return new SetupError(
    'python',
    `Python >= ${least.join('.')}`,
    got,
    'Install a newer Python (https://www.python.org), or name one in SOTOPIA_PI_PYTHON, and run the command again.'
  );
}

async function pythonCalled(name, env) {
  const { code, said } = await quietRun(name, ['-c', question], { env });
  if (/no space left/i.test(said)) throw lackError('python', 'disk', name, said);
  const [, version, hasVenv] = /(\d+\.\d+\.\d+) (True|False)/.exec(said) ?? [];
  return code === 0 && version ? { version, hasVenv: hasVenv === 'True' } : undefined;
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}
