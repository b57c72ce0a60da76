import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const { resolve } = createRequire(import.meta.url);
const tslab = resolve('tslab/package.json').replace('package.json', '');

/** The part of the kernel's own socket library that is used here. */
interface Socket extends AsyncIterable<Buffer[]> {
  connect(address: string): void;
  send(parts: readonly (string | Buffer)[]): Promise<void>;
  close(): void;
}
interface Sockets {
  readonly Dealer: new (options: { linger: number }) => Socket;
  readonly Subscriber: new (options: { linger: number }) => Socket & { subscribe(): void };
}
const { Dealer, Subscriber } = createRequire(join(tslab, 'dist/'))('zeromq') as Sockets;

type Content = Readonly<Record<string, unknown>>;

/** What a cell brought out, in the shape of the Jupyter protocol. */
export interface CellResult {
  readonly status: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Display data and its updates, in order. */
  readonly displays: readonly Display[];
}

/** One display message of a cell. */
export interface Display {
  readonly isUpdate: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly id: string | undefined;
}

/** A real notebook kernel of the test's own. */
export interface Kernel {
  readonly child: ChildProcess;
  /** Runs a cell to its end. */
  run(code: string): Promise<CellResult>;
  /** What pressing the stop button does. */
  interrupt(): void;
  /** Ends it; a kernel outlives a parent that forgets it. */
  end(): Promise<void>;
}

/** Starts a kernel in a folder of this repository; whoever starts it ends it. */
export async function startedKernel(folder = 'test', env: NodeJS.ProcessEnv = {}): Promise<Kernel> {
  const key = randomUUID();
  const [shell, iopub, ...others] = await freePorts(5);
  const connection = {
    ...{ ip: '127.0.0.1', transport: 'tcp', key, signature_scheme: 'hmac-sha256' },
    ...{ shell_port: shell, iopub_port: iopub },
    ...{ control_port: others[0], stdin_port: others[1], hb_port: others[2] }
  };
  const desk = mkdtempSync(join(tmpdir(), 'sotopia-pi-kernel-'));
  const file = join(desk, `kernel-${randomUUID()}.json`); // as a Jupyter server names it
  writeFileSync(file, JSON.stringify(connection));
  const args = [join(repository, 'kernel-lib/dist/edge/kernel/main.cjs'), '--config-path', file];
  const child = spawn(process.execPath, args, {
    cwd: resolvePath(repository, folder),
    env: { ...process.env, ...env },
    stdio: 'ignore'
  });
  const wires = wiresTo(key, { shell: shell!, iopub: iopub! });
  const stop = () => void child.kill('SIGKILL');
  process.once('exit', stop);
  const end = async () => {
    wires.close();
    stop();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    process.off('exit', stop);
    rmSync(desk, { recursive: true, force: true });
  };
  await wires.ready();
  return { child, run: wires.run, interrupt: () => void child.kill('SIGINT'), end };
}

interface Reply {
  readonly type: string;
  readonly parent: string;
  readonly content: Content;
}

function wiresTo(key: string, ports: { shell: number; iopub: number }) {
  const shell = new Dealer({ linger: 0 });
  const iopub = new Subscriber({ linger: 0 });
  const listeners = new Set<(reply: Reply) => void>();
  shell.connect(`tcp://127.0.0.1:${ports.shell}`);
  iopub.connect(`tcp://127.0.0.1:${ports.iopub}`);
  iopub.subscribe();
  for (const socket of [shell, iopub]) void listen(socket, listeners);
  const send = async (type: string, content: object, id: string = randomUUID()) => {
    const header = { msg_id: id, msg_type: type, session: key, username: '', version: '5.3' };
    const parts = [header, {}, {}, content].map(part => JSON.stringify(part));
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(part);
    await shell.send(['<IDS|MSG>', hmac.digest('hex'), ...parts]);
  };
  const ready = async () => {
    // The first words of the kernel may come before anybody listens: ask until both sockets have answered.
    const heard = new Set<string>();
    const listener = ({ type }: Reply) => void heard.add(type);
    listeners.add(listener);
    while (!heard.has('kernel_info_reply') || !heard.has('status')) {
      await send('kernel_info_request', {});
      await new Promise(done => setTimeout(done, 50));
    }
    listeners.delete(listener);
  };
  const runOnce = async (code: string): Promise<CellResult> => {
    const replies: Reply[] = [];
    const id = randomUUID();
    const finished = new Promise<void>(resolve => {
      const listener = (reply: Reply) => {
        replies.push(reply);
        if (!isOver(replies, id)) return;
        clearInterval(asking);
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
      // The subscriber sometimes loses the last word of a cell: an answer to a later question
      // stands for it, since the kernel speaks in order.
      const asking = setInterval(() => {
        const hasReplied = replies.some(({ type }) => type === 'execute_reply');
        if (hasReplied) void send('kernel_info_request', {}, `${id}-after`);
      }, 1000);
    });
    await send('execute_request', { code, silent: false, store_history: true }, id);
    await finished;
    return resultOf(replies.filter(({ parent }) => parent === id));
  };
  const run = async (code: string): Promise<CellResult> => {
    // For a moment after an error the kernel drops what it is sent: as a reader would, press again.
    for (;;) {
      const result = await runOnce(code);
      if (result.status !== 'abort') return result;
      await new Promise(done => setTimeout(done, 50));
    }
  };
  const close = () => [shell, iopub].forEach(socket => socket.close());
  return { run, ready, close };
}

/** Whether a cell has answered and the kernel has come to rest after it. */
function isOver(replies: readonly Reply[], id: string): boolean {
  const hasReplied = replies.some(({ type, parent }) => type === 'execute_reply' && parent === id);
  const isIdle = ({ type, parent, content }: Reply) =>
    type === 'status' &&
    (parent === `${id}-after` || (parent === id && content['execution_state'] === 'idle'));
  return hasReplied && replies.some(isIdle);
}

async function listen(socket: Socket, listeners: ReadonlySet<(reply: Reply) => void>) {
  for await (const parts of socket) {
    const start = parts.findIndex(part => part.toString() === '<IDS|MSG>');
    const [header, parent, , content] = parts
      .slice(start + 2)
      .map(part => JSON.parse(part.toString()) as Content);
    const type = String(header?.['msg_type']);
    const reply = { type, parent: String(parent?.['msg_id']), content: content ?? {} };
    for (const listener of listeners) listener(reply);
  }
}

function resultOf(replies: readonly Reply[]): CellResult {
  const stream = (name: string) =>
    replies
      .filter(({ type, content }) => type === 'stream' && content['name'] === name)
      .map(({ content }) => String(content['text']))
      .join('');
  const displays = replies
    .filter(({ type }) => type === 'display_data' || type === 'update_display_data')
    .map(({ type, content }) => ({
      isUpdate: type === 'update_display_data',
      data: content['data'] as Record<string, unknown>,
      id: (content['transient'] as { display_id?: string } | undefined)?.display_id
    }));
  const reply = replies.find(({ type }) => type === 'execute_reply');
  const status = String(reply?.content['status']);
  return { status, stdout: stream('stdout'), stderr: stream('stderr'), displays };
}

async function freePorts(n: number): Promise<number[]> {
  const servers = Array.from({ length: n }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(server => once(server.close(), 'close')));
  return ports;
}
