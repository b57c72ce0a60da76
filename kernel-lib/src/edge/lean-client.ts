import type { ClientOptions, OpenAI } from 'openai';
import { follow } from './follow';

type Client = Pick<OpenAI, 'buildRequest' | 'fetchWithTimeout'>;
type Built = Awaited<ReturnType<Client['buildRequest']>>;

const chatPath = '/chat/completions';

/**
 * The `openai` client with cheaper chats: what is the same in all of them (address and
 * headers) is put together once, and a run's signal is followed without a listener for each call.
 * `fetch` has to bring whole answers: once it returns, nothing stops the reading of a body.
 */
export async function leanClient(
  options: ClientOptions & { readonly fetch: typeof globalThis.fetch }
): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  const { fetch } = options;
  class LeanClient extends OpenAI {
    private firstChat: Promise<Built> | undefined;
    private headers: Record<string, string> = {};

    override async buildRequest(...[options, retries]: Parameters<Client['buildRequest']>) {
      if (options.path !== chatPath) return super.buildRequest(options, retries);
      this.firstChat ??= super.buildRequest(options, retries).then(built => this.kept(built));
      const { req, url } = await this.firstChat;
      const { signal, timeout = this.timeout } = options;
      const own = { ...req, signal: signal ?? null, body: JSON.stringify(options.body) };
      return { req: own, url, timeout };
    }

    /** The headers go with each request; the client would list all of them for its log. */
    private kept({ req, ...built }: Built): Built {
      this.headers = withoutTelemetry(req.headers);
      return { ...built, req: { ...req, headers: new Headers() } };
    }

    override async fetchWithTimeout(...call: Parameters<Client['fetchWithTimeout']>) {
      const [url, init, ms, controller] = call;
      if (typeof url !== 'string' || !url.endsWith(chatPath))
        return super.fetchWithTimeout(...call);
      const letGo = init?.signal && follow(init.signal, controller);
      const timer = setTimeout(() => controller.abort(), ms);
      try {
        const { headers } = this;
        return await fetch(url, { ...init, headers, method: 'POST', signal: controller.signal });
      } finally {
        clearTimeout(timer);
        letGo?.();
      }
    }
  }
  return new LeanClient(options);
}

/** Without what the client tells about this machine; a server needs none of it. */
function withoutTelemetry(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !name.startsWith('x-stainless-')));
}
