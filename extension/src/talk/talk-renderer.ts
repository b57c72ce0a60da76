import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { createElement, type ReactElement } from 'react';
import { LiveTalk, talkMime } from '../../../kernel-lib/src/transcript/schema';
import { Broken } from '../broken';
import { ElementWidget } from '../renderer';
import { WordsContext, type Words } from '../words';
import { talkKernel } from './talk-kernel';
import { TalkView } from './talk-view';

/** The renderer of talks between a person and a model. */
export function talkFactory(app: JupyterFrontEnd, words: Words): IRenderMime.IRendererFactory {
  const elementOf = (payload: unknown, _: string, widget: ElementWidget): ReactElement => {
    const read = LiveTalk.safeParse(payload);
    const view = read.success
      ? createElement(TalkView, { talk: read.data, kernel: talkKernel(app, widget) })
      : createElement(Broken, { reason: refusalOf(read.error.issues[0]), payload });
    return createElement(WordsContext.Provider, { value: words }, view);
  };
  return {
    safe: true,
    mimeTypes: [talkMime],
    defaultRank: 10,
    createRenderer: ({ mimeType }) => new ElementWidget(elementOf, mimeType)
  };
}

function refusalOf(issue: { path: PropertyKey[]; message: string } | undefined): string {
  const place = issue?.path.join('.') || 'the payload';
  return `[extension/talk] expected ${place} of a talk (version 1) to be valid, got another payload: ${issue?.message}. Begin the talk again with this release of the library.`;
}
