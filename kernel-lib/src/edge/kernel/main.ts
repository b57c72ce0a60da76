import { createRequire } from 'node:module';
import { createConverter, type Converter } from 'tslab/dist/converter';
import { createExecutor, type Executor } from 'tslab/dist/executor';
import { JupyterHandlerImpl, ZmqServer } from 'tslab/dist/jupyter';
import { gridOfFrame, isFrame, isTable } from '../notebook/frame';
import { put } from '../notebook/show';
import { gridOf, tableBundle } from '../notebook/table';
import { warn } from '../terminal';
import { Cells } from './cells';
import { inOrder } from './completion';
import { diagnosticsText } from './diagnostics';
import { isLibrary, toldOf, toldText, wayMarkup, type Told } from './failure';
import { publishHost } from './host';

/**
 * The notebook kernel: tslab's compiler, executor and protocol, with outputs for people. Tables are
 * shown as tables, errors as a sentence with the reader's own line, completions in order of use.
 * Source of the wiring: tslab 1.0.22, dist/main.js, startKernel.
 */
function startKernel(configPath: string): void {
  const cells = new Cells();
  const failures = failuresOf(cells);
  const converter = converterFor(cells, failures);
  const tslab = createExecutor(process.cwd(), convertersOf(converter), {
    log: value => showValue(value),
    error: (error, ...others) => void (others.length === 0 && failures.thrown(error))
  });
  const executor = executorFor(tslab, cells);
  process.on('SIGINT', () => executor.interrupt());
  process.on('uncaughtException', failures.later);
  process.on('unhandledRejection', failures.later);
  publishHost({ staleNames: () => cells.staleNames() });
  void new ZmqServer(new Handler(executor, failures), configPath).init();
}

/** Shows the value that a cell ends with, as Node.js itself shows it: it is the reader's own. */
function showValue(value: unknown): void {
  if (value instanceof Promise) console.log('A promise: put await before it to see what it gives.');
  else if (!isTable(value)) console.log(value);
  else {
    const show = libraryShow();
    if (show) show(value);
    else put(tableBundle(isFrame(value) ? gridOfFrame(value) : gridOf(value), false));
  }
}

/** The `show` of the library where a cell has loaded it: it knows which rows simulated models made. */
function libraryShow(): ((value: unknown) => void) | undefined {
  const { cache } = createRequire(__filename);
  const path = Object.keys(cache).find(isLibrary);
  return path === undefined ? undefined : (cache[path]?.exports as Library).show;
}

interface Library {
  readonly show?: (value: unknown) => void;
}

/** The protocol's handler, with completions in order and the reason in the reply of a failed cell. */
class Handler extends JupyterHandlerImpl {
  constructor(
    executor: Executor,
    private readonly failures: ReturnType<typeof failuresOf>
  ) {
    super(executor, false);
  }

  override async handleExecute(...args: Parameters<JupyterHandlerImpl['handleExecute']>) {
    const reply = await super.handleExecute(...args);
    return reply.status === 'error' ? { ...reply, ...this.failures.last() } : reply;
  }

  override handleComplete(...args: Parameters<JupyterHandlerImpl['handleComplete']>) {
    const reply = super.handleComplete(...args);
    return { ...reply, matches: inOrder(reply.matches) };
  }
}

/** Shows what went wrong below the cell being run, and keeps the last of it for the reply. */
function failuresOf(cells: Cells) {
  let last = { name: 'Error', text: '' };
  const say = (name: string, text: string) => {
    last = { name, text };
    warn(`${text}\n`);
  };
  const tell = (told: Told, before = '') => {
    say(told.name, `${before}${toldText(told, cells.number)}`);
    const markup = wayMarkup(told);
    if (markup) put({ 'text/html': markup.text, 'text/plain': told.way.join('\n') });
  };
  const toldHere = (error: unknown) => toldOf(error, (script, line) => cells.lineAt(script, line));
  return {
    rejected: (text: string) => say('TypeScript', text),
    thrown: (error: unknown) => tell(toldHere(error)),
    later: (error: unknown) => tell(toldHere(error), 'Outside of a cell (was `await` left out?): '),
    last: () => ({ ename: last.name, evalue: last.text, traceback: last.text.split('\n') })
  };
}

/** tslab's compiler; what it rejects is told, and each cell's code carries the cell's name. */
function converterFor(cells: Cells, failures: ReturnType<typeof failuresOf>): Converter {
  const tslab = createConverter({ isJS: false, isBrowser: false });
  return {
    ...tslab,
    convert: (declarations, source) => {
      const converted = tslab.convert(declarations, source);
      const { diagnostics, output } = converted;
      if (diagnostics.length > 0)
        failures.rejected(diagnosticsText(diagnostics, line => cells.textOfLine(line)));
      return output ? { ...converted, output: cells.compiled(output) } : converted;
    }
  };
}

function convertersOf(node: Converter) {
  return {
    node,
    get browser() {
      return createConverter({ isJS: false, isBrowser: true });
    },
    close: () => node.close()
  };
}

function executorFor(tslab: Executor, cells: Cells): Executor {
  return {
    ...tslab,
    execute: async source => {
      cells.begin(source);
      const succeeded = await tslab.execute(source);
      cells.end(succeeded);
      return succeeded;
    }
  };
}

const { argv } = process;
startKernel(argv[argv.indexOf('--config-path') + 1] ?? '');
