import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISessionContext } from '@jupyterlab/apputils';
import { DocumentWidget } from '@jupyterlab/docregistry';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { LiveTalk, talkMime } from '../../../kernel-lib/src/transcript/schema';
import type { ElementWidget } from '../renderer';
import { stepCode } from './step-code';
import type { TalkKernel } from './talk-view';

/** The kernel of the notebook that an output is in, as far as a talk needs it. */
export function talkKernel({ shell }: JupyterFrontEnd, output: ElementWidget): TalkKernel {
  const session = (): ISessionContext | undefined => {
    for (const widget of shell.widgets('main'))
      if (widget instanceof DocumentWidget && widget.node.contains(output.node))
        return widget.context.sessionContext;
    return undefined;
  };
  const kernelOf = (talk: LiveTalk) => {
    const kernel = session()?.session?.kernel;
    return kernel && kernel.id === talk.live?.kernel ? kernel : undefined;
  };
  return {
    isRunning: talk => {
      const kernel = kernelOf(talk);
      return kernel !== undefined && ['idle', 'busy'].includes(kernel.status);
    },
    onChange: listener => {
      const context = session();
      const onStatus = (_: unknown, status: Kernel.Status) =>
        listener(status === 'restarting' || status === 'autorestarting');
      const onKernel = () => listener(false);
      context?.statusChanged.connect(onStatus);
      context?.kernelChanged.connect(onKernel);
      return () => {
        context?.statusChanged.disconnect(onStatus);
        context?.kernelChanged.disconnect(onKernel);
      };
    },
    take: async (talk, step, words, onUpdate) => {
      const kernel = kernelOf(talk);
      if (!kernel || !talk.live) return false;
      const code = stepCode(talk.live.talk, step, words);
      const future = kernel.requestExecute({ code, store_history: false, stop_on_error: false });
      let isThere = false;
      // JupyterLab hands updates of displays to the cells that made these, and never to a future
      const hear = (
        _: unknown,
        { header, parent_header, content }: KernelMessage.IIOPubMessage
      ) => {
        if (!('msg_id' in parent_header) || parent_header.msg_id !== future.msg.header.msg_id)
          return;
        if (header.msg_type === 'stream' && isTrue(content)) isThere = true;
        const update = header.msg_type === 'update_display_data' && updateIn(content, talk);
        if (!update) return;
        onUpdate(update.talk);
        output.keep(update.data); // so that the notebook is saved as it is shown
      };
      kernel.iopubMessage.connect(hear);
      await future.done.finally(() => kernel.iopubMessage.disconnect(hear));
      return isThere;
    }
  };
}

/** What a message shows of a talk now, in all its forms. */
function updateIn(content: object, { live }: LiveTalk) {
  const { data } = content as { data: IRenderMime.IMimeModel['data'] };
  const talk = LiveTalk.safeParse(data[talkMime]).data;
  return talk?.live?.talk === live?.talk && talk ? { talk, data } : undefined;
}

/** Whether a kernel prints `true`, as the value of the call; colours may be around it. */
function isTrue(content: object): boolean {
  return 'text' in content && /\btrue\b/.test(String(content.text));
}
