import { spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { root } from './source-tree';

/** The JupyterLab that set-up makes. */
export const ownJupyter = join(root, '.venv/bin/jupyter');
const browser = '/usr/bin/chromium';
const patience = 120_000; // ms; a busy machine takes long to start a server
const pagePatience = 20_000; // ms; what an open page may take for one thing

/** Root without its right to pass over the modes of files. */
const powers = '-dac_override,-dac_read_search';
const asAnyUser = ['setpriv', '--bounding-set', powers, '--inh-caps', powers];

/** Why browser tests cannot run here; `undefined` where they can. */
export const noBrowser = !existsSync(browser)
  ? `no Chromium at ${browser}`
  : existsSync(ownJupyter)
    ? undefined
    : 'no JupyterLab in .venv: npm run setup';

/** Which program serves, and whether notebooks open in JupyterLab or in Notebook 7. */
export interface LabProgram {
  readonly jupyter: string;
  readonly app: 'lab' | 'notebook';
}

/** A JupyterLab of this checkout, or another one, over a folder of its own, and a Chromium that knows nothing yet. */
export class LabSession {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'sotopia-pi-lab-')));
  readonly files = join(this.folder, 'files');
  private server: ChildProcess | undefined;
  private context: BrowserContext | undefined;
  private readonly browsers: BrowserContext[] = [];
  private port = 0;
  /** Every address that the browser asked for outside of the server. */
  readonly outside: string[] = [];

  constructor(private readonly program: LabProgram = { jupyter: ownJupyter, app: 'lab' }) {
    mkdirSync(this.files);
  }

  /** Puts a file below the server's root. */
  write(path: string, text: string): void {
    const file = join(this.files, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }

  /** The text of a file below the server's root. */
  read(path: string): string {
    return readFileSync(join(this.files, path), 'utf8');
  }

  /** The bytes of any file, such as a download. */
  bytesOf(file: string): Buffer {
    return readFileSync(file);
  }

  /** The files of a folder below the server's root, however deep. */
  list(path: string): string[] {
    const found = readdirSync(join(this.files, path), { recursive: true, withFileTypes: true });
    return found
      .filter(entry => entry.isFile() && !entry.parentPath.includes('.ipynb_checkpoints'))
      .map(entry => relative(join(this.files, path), join(entry.parentPath, entry.name)))
      .sort();
  }

  /** What somebody has set for one plugin. */
  set(plugin: string, settings: Record<string, unknown>): void {
    const [name = '', part = ''] = plugin.split(':');
    const file = join(this.folder, 'settings', name, `${part}.jupyterlab-settings`);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, JSON.stringify(settings));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the server; modes bind it as they bind any user, even where the tests run as root. */
  async start(): Promise<void> {
    this.port = await freePort();
    const env = {
      ...process.env,
      HOME: this.folder,
      JUPYTER_CONFIG_DIR: join(this.folder, 'config'),
      JUPYTER_DATA_DIR: join(this.folder, 'data'),
      JUPYTER_RUNTIME_DIR: join(this.folder, 'runtime'),
      JUPYTERLAB_SETTINGS_DIR: join(this.folder, 'settings'),
      JUPYTERLAB_WORKSPACES_DIR: join(this.folder, 'workspaces'),
      JUPYTER_PREFER_ENV_PATH: '1'
    };
    const { jupyter, app } = this.program;
    const args = [
      app,
      '--no-browser',
      '--allow-root',
      '--ServerApp.ip=127.0.0.1',
      `--ServerApp.port=${this.port}`,
      '--ServerApp.port_retries=0',
      '--IdentityProvider.token=',
      `--ServerApp.root_dir=${this.files}`,
      ...(app === 'lab' ? ['--LabApp.expose_app_in_browser=True'] : []), // as window.jupyterapp
      '--MultiKernelManager.default_kernel_name=tslab'
    ];
    const [program, ...before] = process.getuid?.() === 0 ? [...asAnyUser, jupyter] : [jupyter];
    this.server = spawn(program, [...before, ...args], { cwd: this.files, env, stdio: 'ignore' });
    await until(async () => (await fetch(`${this.url}/api/status`)).ok, 'the server');
    this.context = await this.anotherBrowser();
  }

  /** A browser of its own, as of another person. */
  async anotherBrowser(): Promise<BrowserContext> {
    const profile = join(this.folder, `profile-${this.browsers.length}`);
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: browser,
      headless: true,
      viewport: { width: 1280, height: 900 },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    });
    context.on('request', request => {
      const url = request.url();
      if (!url.startsWith(this.url) && /^(https?|wss?):/.test(url)) this.outside.push(url);
    });
    this.browsers.push(context);
    return context;
  }

  /** A new page at a file of the server, or at none: the launcher. */
  async open(path: string, context = this.context): Promise<Page> {
    if (!context) throw new Error('start first');
    const page = await context.newPage();
    page.setDefaultTimeout(pagePatience);
    page.on('dialog', dialog => void dialog.accept()); // leaving a changed notebook
    const page7 = path.endsWith('.ipynb') ? 'notebooks' : 'edit';
    const tree = path === '' ? 'lab' : `lab/tree/${path}`;
    const address = this.program.app === 'lab' ? `${tree}?reset` : `${page7}/${path}`;
    await page.goto(`${this.url}/${address}`);
    await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
    return page;
  }

  /** Ends every kernel of the server. */
  async killKernels(): Promise<void> {
    const kernels = await fetch(`${this.url}/api/kernels`).then(answer => answer.json());
    for (const { id } of kernels as { id: string }[])
      await fetch(`${this.url}/api/kernels/${id}`, { method: 'DELETE' });
  }

  async stop(): Promise<void> {
    for (const context of this.browsers) await context.close();
    const { server } = this;
    if (server && server.exitCode === null) {
      await this.killKernels();
      const gone = new Promise(resolve => server.once('close', resolve));
      server.kill('SIGTERM');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A notebook whose cells have run already, one output each. */
export function notebookOf(...outputs: readonly Record<string, unknown>[]): string {
  const cells = outputs.map((data, i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    execution_count: i + 1,
    metadata: {},
    source: `pi.show(episodes[${i}])`,
    outputs: [{ output_type: 'display_data', metadata: {}, data }]
  }));
  const kernelspec = { name: 'tslab', display_name: 'TypeScript', language: 'typescript' };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells });
}

async function until(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isTrue().catch(() => false))) {
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
