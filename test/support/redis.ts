import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { emptyFolder } from './folder';

/** Whether tests that need a Redis cannot run here: on Debian, apt-get install redis-server. */
export const isRedisMissing = spawnSync('redis-server', ['--version']).error !== undefined;

/** A Redis of the test's own on this machine. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** A connection of the test's own. */
  readonly client: Redis;
}

/** Starts Debian's redis-server on a free port, in a folder of its own. It ends with the test. */
export async function redisServer(password?: string): Promise<RedisServer> {
  const port = await freePort();
  const server = spawn(
    'redis-server',
    [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', emptyFolder()],
      ...['--save', '', '--appendonly', 'no'],
      ...(password === undefined ? [] : ['--requirepass', password])
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  );
  onTestFinished(() => void server.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`redis-server ended: ${said}`)));
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ready to accept connections')) resolve();
    });
  });
  const client = new Redis({ port, host: '127.0.0.1', ...(password && { password }) });
  client.on('error', () => undefined); // it may end after its server
  onTestFinished(() => client.disconnect());
  const name = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
  return { url: `redis://${name}127.0.0.1:${port}`, port, client };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
