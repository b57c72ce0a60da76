/** Where trained models are kept, as JSON text by name; another process reads the same answers from it. */
export interface WeightStore {
  read(model: string): string | undefined;
  write(model: string, text: string): void;
  list(): string[];
}

/** A store that lasts as long as the process. */
export function memoryStore(): WeightStore {
  const texts = new Map<string, string>();
  return {
    read: model => texts.get(model),
    write: (model, text) => void texts.set(model, text),
    list: () => [...texts.keys()].sort()
  };
}
