import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A forward proxy, and what was asked of it: `GET http://…` or `CONNECT host:port`. */
export interface ProxyServer {
  readonly url: string;
  readonly asked: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
}

/** Starts a proxy that sends everything to one server on this machine. It ends with the test. */
export async function proxyServer(target: string): Promise<ProxyServer> {
  const { port } = new URL(target);
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    headers.push(incoming.headers);
    const { pathname, search } = new URL(incoming.url!);
    const options = { host: '127.0.0.1', port, path: pathname + search };
    const upstream = request({ ...options, method: incoming.method!, headers: incoming.headers });
    upstream.on('response', answer => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(upstream);
  });
  server.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 ok\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, headers };
}
