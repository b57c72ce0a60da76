import { basename } from 'node:path';
import type { Thing } from '../../interop/found';
import type { Intake } from './file';
import { ImportedPool } from './pool';
import { GivenSource, keepSources } from './source';
import { importedTables, type ImportedSource, type SkippedRow } from './imported';
import { Shelf } from './shelf';
import { SkipList } from './skip-list';

/** How many of each were read; what is there already counts as read. */
export interface ImportCounts {
  readonly inspirations: number;
  readonly characters: number;
  readonly tasks: number;
  readonly relationships: number;
  readonly castings: number;
  readonly taskSets: number;
  readonly episodes: number;
  readonly ratings: number;
  readonly questions: number;
  readonly skipped: number;
}

/** What an import did. */
export interface ImportReport {
  readonly folder: string;
  readonly counts: ImportCounts;
  /**
   * The first rows that were skipped; all of them stand in `imported/skipped.jsonl`, with those of
   * other files that earlier imports skipped.
   */
  readonly notRead: readonly SkippedRow[];
}

const shownSkips = 1000;
const names = {
  character: 'characters',
  task: 'tasks',
  relationship: 'relationships',
  casting: 'castings',
  taskSet: 'taskSets',
  episode: 'episodes',
  rating: 'ratings',
  question: 'questions'
} as const satisfies Record<Thing['kind'], keyof ImportCounts>;

/** Where an import's things go, and its counts. */
export class Desk {
  private readonly counts = { ...nothing };
  private readonly notRead: SkippedRow[] = [];
  private readonly sources: ImportedSource[] = [];
  private source: GivenSource | undefined;
  private readonly rows = new Map<string, number>();
  private readonly labels = new Map<string, number>();

  private constructor(
    private readonly folder: string,
    private readonly shelves: Shelves,
    private readonly pool: ImportedPool,
    private readonly skips: SkipList
  ) {}

  static async at(folder: string): Promise<Desk> {
    const pool = await ImportedPool.in(folder);
    return new Desk(folder, await shelvesIn(folder), pool, await SkipList.in(folder));
  }

  intakeFor(path: string): Intake {
    this.skips.reading(path);
    return {
      thing: (thing, line) => this.take(thing, path, line),
      inspiration: one => {
        this.counts.inspirations++; // every row; in the end only distinct ones count
        this.pool.add(one);
      },
      rows: (n, format) => {
        this.rows.set(path, n);
        this.source?.formats.add(format);
      },
      labels: rows => void this.labels.set(path, rows),
      skip: (line, reason) => this.skip(path, line, reason)
    };
  }

  skip(file: string, line: number, reason: string): void {
    const row = { file, line, reason };
    this.counts.skipped++;
    if (this.notRead.length < shownSkips) this.notRead.push(row);
    this.skips.reading(file);
    this.skips.add(row);
  }

  private take(thing: Thing, path: string, line: number): void {
    const shelved = put(this.shelves, thing);
    this.source?.formats.add(thing.format);
    if (shelved !== 'other') this.counts[names[thing.kind]]++;
    else this.skip(path, line, `another ${thing.kind} with the id ${thing.value.id} came before`);
  }

  /** Reads what is at a path, one of those that were given, with `reading`. */
  async from(path: string, time: string, reading: (source: GivenSource) => Promise<void>) {
    const rows = () => rowsOn(this.shelves);
    const source = new GivenSource(path, this.taken(), rows());
    this.source = source;
    await reading(source);
    const ended = source.ended(this.taken(), rows(), time);
    if (ended) this.sources.push(ended);
  }

  private taken(): Omit<ImportCounts, 'skipped'> {
    const { skipped: _, ...taken } = this.counts;
    return taken;
  }

  async report(except: ReadonlySet<string>): Promise<ImportReport> {
    this.checkLabels();
    this.counts.inspirations = await this.pool.write(except);
    keepSources(this.folder, this.sources);
    return { folder: this.folder, counts: this.counts, notRead: this.notRead };
  }

  /** A labels file has to have as many rows as the file it lies beside. */
  private checkLabels(): void {
    for (const [path, n] of this.labels) {
      const beside = path.replace(/-labels\.lst$/, '.jsonl');
      const rows = this.rows.get(beside);
      if (rows !== undefined && rows !== n) {
        this.skip(path, n, `it has ${n} labels for ${rows} rows of ${basename(beside)}`);
      }
    }
  }

  async close(): Promise<void> {
    Object.values(this.shelves).forEach(shelf => shelf.close());
    this.pool.removeParts();
    await this.skips.close();
  }
}

const nothing = {
  inspirations: 0,
  characters: 0,
  tasks: 0,
  relationships: 0,
  castings: 0,
  taskSets: 0,
  episodes: 0,
  ratings: 0,
  questions: 0,
  skipped: 0
};

async function shelvesIn(folder: string) {
  return {
    characters: await Shelf.of(folder, importedTables.characters),
    tasks: await Shelf.of(folder, importedTables.tasks),
    relationships: await Shelf.of(folder, importedTables.relationships),
    castings: await Shelf.of(folder, importedTables.castings),
    taskSets: await Shelf.of(folder, importedTables.taskSets),
    episodes: await Shelf.of(folder, importedTables.episodes),
    ratings: await Shelf.of(folder, importedTables.ratings),
    questions: await Shelf.of(folder, importedTables.questions)
  };
}
type Shelves = Awaited<ReturnType<typeof shelvesIn>>;

/** How many rows there are of each kind. */
function rowsOn(shelves: Shelves): Record<string, number> {
  return Object.fromEntries(Object.entries(shelves).map(([kind, shelf]) => [kind, shelf.rows]));
}

function put(shelves: Shelves, thing: Thing) {
  switch (thing.kind) {
    case 'character':
      return shelves.characters.put(thing.value);
    case 'task':
      return shelves.tasks.put(thing.value);
    case 'relationship':
      return shelves.relationships.put(thing.value);
    case 'casting':
      return shelves.castings.put(thing.value);
    case 'taskSet':
      return shelves.taskSets.put(thing.value);
    case 'episode':
      return shelves.episodes.put(thing.value);
    case 'rating':
      return shelves.ratings.put(thing.value);
    case 'question':
      return shelves.questions.put(thing.value);
    default:
      return thing satisfies never;
  }
}
