import { cellHere, replaceable, type Cell } from './show';

const everyMs = 100; // what changes faster cannot be read

/** How a stage stands, as a line that is replaced, and as the line that stays. */
export interface Standing {
  readonly stage: string;
  readonly line: string;
  readonly finished: boolean;
}

interface Board {
  readonly cell: Cell;
  readonly replace: (text: string) => void;
  readonly lines: Map<string, string>;
  shownAt: number;
}

/**
 * Shows how the stages of a cell stand: one line each under the cell that runs them, replaced in
 * place. Each cell gets lines of its own.
 */
export function notebookProgress(
  here: () => Cell | undefined = cellHere,
  now: () => number = () => performance.now()
): (standing: Standing) => void {
  let board: Board | undefined;
  return ({ stage, line, finished }) => {
    const cell = here();
    if (!cell) return;
    if (board?.cell !== cell) board = newBoard(cell);
    const isNew = !board.lines.has(stage);
    board.lines.set(stage, line);
    if (!finished && !isNew && now() - board.shownAt < everyMs) return;
    board.shownAt = now();
    board.replace([...board.lines.values()].join('\n'));
  };
}

function newBoard(cell: Cell): Board {
  const put = replaceable(cell);
  const replace = (text: string) => put({ 'text/plain': text });
  return { cell, replace, lines: new Map(), shownAt: -Infinity };
}
