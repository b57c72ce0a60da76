import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
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

/** A certificate for this machine, and its key, made for one test. */
export interface Certificate {
  readonly file: string;
  readonly key: string;
}

/** Makes a certificate that nobody but the test knows. */
export function ownCertificate(): Certificate {
  const folder = emptyFolder();
  const [file, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-out', file, '-keyout', key]
    ],
    { stdio: 'pipe' }
  );
  return { file, key };
}

/**
 * Starts Debian's redis-server on a free port, in a folder of its own; with a certificate it
 * speaks TLS only. It ends with the test.
 */
export async function redisServer(
  password?: string,
  certificate?: Certificate
): Promise<RedisServer> {
  const port = await freePort();
  const server = spawn(
    'redis-server',
    [
      ...portOf(port, certificate),
      ...['--bind', '127.0.0.1', '--dir', emptyFolder()],
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
  const tls = certificate && { ca: readFileSync(certificate.file) };
  const options = { ...(password && { password }), ...(tls && { tls }) };
  const client = new Redis({ port, host: '127.0.0.1', ...options });
  client.on('error', () => undefined); // it may end after its server
  onTestFinished(() => client.disconnect());
  const name = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
  return { url: `redis${tls ? 's' : ''}://${name}127.0.0.1:${port}`, port, client };
}

function portOf(port: number, certificate: Certificate | undefined): string[] {
  if (!certificate) return ['--port', `${port}`];
  const { file, key } = certificate;
  const files = ['--tls-cert-file', file, '--tls-key-file', key, '--tls-ca-cert-file', file];
  return ['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no', ...files];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
