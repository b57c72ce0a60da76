import { useWords } from './words';

interface BrokenProps {
  /** What is wrong, as one sentence. */
  readonly reason: string;
  readonly payload: unknown;
}

const longestShown = 20_000; // characters of a payload that can be unfolded

/** What stands in the place of a payload that cannot be shown. */
export function Broken({ reason, payload }: BrokenProps) {
  const { __ } = useWords();
  return (
    <article className="sot-root sot-broken" role="alert" aria-label={__('Broken episode')}>
      <p>
        <b>{__('This cannot be shown.')}</b>
      </p>
      <p className="sot-small">
        <bdi>{reason}</bdi> {__('Nothing of it was run or saved.')}
      </p>
      <details className="sot-small">
        <summary>{__('Show the payload as text')}</summary>
        <pre dir="ltr" tabIndex={0} aria-label={__('Payload')}>
          {textOf(payload)}
        </pre>
      </details>
    </article>
  );
}

/** A payload as text; one that JSON cannot hold is still no reason to fail. */
function textOf(payload: unknown): string {
  try {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload, undefined, 1);
    return (text ?? String(payload)).slice(0, longestShown);
  } catch (error) {
    return String(error);
  }
}
