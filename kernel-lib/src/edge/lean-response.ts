/**
 * A response whose text is there already. A usual one takes it through a stream of bytes, which
 * costs as much as the rest of a call.
 */
export class LeanResponse extends Response {
  private readonly content: string;

  constructor(content: string, status: number, headers: Readonly<Record<string, string>>) {
    super(null, { status, headers });
    this.content = content;
  }

  override readonly json = (): Promise<unknown> => {
    return new Promise(resolve => resolve(JSON.parse(this.content)));
  };

  override readonly text = (): Promise<string> => Promise.resolve(this.content);
}
