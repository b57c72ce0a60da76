import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { writeWhole } from './stamp.mjs';

/**
 * Tells JupyterLab about the TypeScript kernel and, when it is built, about the extension; turns its
 * news pop-up off; sets what `npm run lab` serves unless its arguments say otherwise. Each is a small
 * file that is written only when it differs.
 */
export function jupyterStep(root) {
  const share = join(root, '.venv', 'share', 'jupyter');
  const files = [
    [join(share, 'kernels', 'tslab', 'kernel.json'), toText(kernelSpec)],
    [join(share, 'lab', 'settings', 'overrides.json'), toText(labSettings)],
    [join(root, '.venv', 'etc', 'jupyter', 'jupyter_server_config.json'), toText(serverSettings)]
  ];
  const link = () => extensionLink(root, share);
  return {
    name: 'kernel',
    isDone: () => files.every(([file, text]) => holds(file, text)) && (link()?.isThere ?? true),
    run: async () => {
      for (const [file, text] of files) writeWhole(file, text);
      writeLink(link());
    }
  };
}

/** `{prefix}` is the virtual environment: the checkout can be moved without touching the kernel. */
const kernelSpec = {
  argv: [
    process.execPath,
    '{prefix}/../kernel-lib/dist/edge/kernel/main.cjs',
    '--config-path',
    '{connection_file}'
  ],
  display_name: 'TypeScript',
  language: 'typescript',
  interrupt_mode: 'signal'
};

const labSettings = {
  '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false }
};

/** Defaults in a file, not on the command line: there, an alias such as `--ip` would be a second value. */
const serverSettings = {
  ServerApp: { ip: '127.0.0.1' },
  MultiKernelManager: { default_kernel_name: 'tslab' },
  LabApp: { default_url: '/lab/tree/notebooks/00-tour.ipynb' }
};

/** Where the built extension is linked from and to; undefined while it is not built. */
function extensionLink(root, share) {
  const built = join(root, 'extension', 'labextension');
  if (!existsSync(join(built, 'package.json'))) return undefined;
  const { name } = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8'));
  const at = join(share, 'labextensions', name);
  const target = relative(dirname(at), built);
  return { at, target, isThere: isLinkTo(at, target) };
}

function writeLink(link) {
  if (link === undefined || link.isThere) return;
  mkdirSync(dirname(link.at), { recursive: true });
  rmSync(link.at, { recursive: true, force: true });
  symlinkSync(link.target, link.at);
}

function isLinkTo(at, target) {
  try {
    return lstatSync(at).isSymbolicLink() && readlinkSync(at) === target;
  } catch {
    return false;
  }
}

function holds(file, text) {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}

const toText = value => `${JSON.stringify(value, undefined, 1)}\n`;
